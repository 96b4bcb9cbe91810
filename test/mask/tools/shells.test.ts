import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { expectMasked } from './expect-masked.js';
import { AWKWARD, privateKey, TOKEN, TWO_LINES } from './made-up-secrets.js';

const SECRETS = { A: AWKWARD, T: TOKEN, L: TWO_LINES };

function run(command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...SECRETS, ...env },
  });
  expect(status, stderr.toString()).toBe(0);
  return stdout.toString() + stderr.toString();
}

test.each(['A', 'L', 'T'])('bash prints $%s masked, whatever quoting it chooses', (name) => {
  const script = (line: string) => run('bash', ['-c', line.replaceAll('$S', `$${name}`).replaceAll('{S', `{${name}`)]);
  const secrets = Object.values(SECRETS);
  expectMasked(secrets, script('printf "%s\\n" "$S"'), '***\n');
  expectMasked(secrets, script('printf "%q\\n" "$S"'), /^(\$')?\*\*\*'?\n$/);
  expectMasked(secrets, script('printf "%q\\n" "x=$S"'), /^(\$')?x=\*\*\*'?\n$/);
  expectMasked(secrets, script('set -x; : "$S"'), /^\+ : (\$?')?\*\*\*'?\n$/);
  expectMasked(secrets, script('echo "${S@Q}"'), /^(\$?')\*\*\*'\n$/);
  expectMasked(secrets, script('echo "${S@E}" > /dev/null; echo "${S@A}"'), /^declare -x .=(\$?')\*\*\*'\n$/);
  expectMasked(secrets, script(`declare -p ${name}`), /^declare -x .=\$?["']\*\*\*["']\n$/);
});

test.each(['A', 'T', 'L'])('bash in the C locale prints $%s masked', (name) => {
  const out = run('bash', ['-c', `printf "%q\\n" "$${name}"; set -x; : "$${name}"`], { LC_ALL: 'C' });
  expectMasked(Object.values(SECRETS), out, /^(\$')?\*\*\*'?\n\+ : (\$?')?\*\*\*'?\n$/);
});

test.each(['A', 'L'])('sh shows $%s masked under set -x', (name) => {
  expectMasked(Object.values(SECRETS), run('sh', ['-xc', `: "$${name}"`]), /^\+ : (\$?')?\*\*\*'?\n$/);
});

test('env prints all of them masked', () => {
  const out = run('env', []);
  const masked = out.replace(AWKWARD, '***').replace(TOKEN, '***').replace(TWO_LINES, '***');
  expectMasked(Object.values(SECRETS), out, masked);
  expect(masked.match(/\*\*\*/g)).toHaveLength(3);
});

test('base64 in lines of 76 and of 64, from any place in the text on', () => {
  const key = privateKey();
  const encoders = ['base64', 'openssl base64', 'base64 -w 0', 'base64 -w 20'];
  for (const encoder of encoders) {
    const out = run('bash', ['-c', `printf %s "$K" | ${encoder}`], { K: key });
    expectMasked([key], out, /^\*\*\*[A-Za-z0-9+/]{0,3}=*\n?$/);
  }
  const inside = run('bash', ['-c', 'printf "user: %s, then more text" "$A" | base64'], SECRETS);
  expectMasked([AWKWARD], inside, /^[A-Za-z0-9]{7,8}\*\*\*\n?[A-Za-z0-9]{20,}\n?=*\n$/);
});

test.each(['xxd -p', 'xxd -p -u', 'od -An -v -tx1 | tr -d " "'])('%s prints hexadecimal masked', (dump) => {
  const command = dump.split(' ')[0] ?? '';
  if (spawnSync('which', [command]).status !== 0) return;
  expectMasked([AWKWARD], run('bash', ['-c', `printf %s "$A" | ${dump}`]), '***\n');
});

test('a key shown in a terminal, with its own line ends and indented', () => {
  const key = privateKey();
  const terminal = execFileSync(
    'script',
    ['-qc', 'printf "%s\\n" "$K"; printf "%s" "$K" | sed "s/^/    /"', '/dev/null'],
    {
      env: { PATH: process.env.PATH ?? '', K: key },
    },
  );
  expect(terminal.toString()).toContain('\r\n');
  expectMasked([key], terminal, /^\*\*\*(\r\n)+ {4}\*\*\*(\r\n)*$/);
});

test('lines of a key by themselves are masked, its first line is not', () => {
  const key = privateKey();
  const out = run('bash', ['-c', 'printf %s "$K" | sed -n "1p;5p;9,10p"'], { K: key });
  expectMasked([key], out, '-----BEGIN PRIVATE KEY-----\n***\n***\n***\n');
});

test.each(['literal', 'shell', 'shell-always', 'shell-escape', 'shell-escape-always', 'c', 'c-maybe', 'escape'])(
  'ls --quoting-style=%s shows a file named like a secret masked',
  (style) => {
    const out = run('bash', [
      '-c',
      `d=$(mktemp -d) && cd "$d" && touch "\${A//\\//-}" && ls --quoting-style=${style}; rm -r "$d"`,
    ]);
    expectMasked([AWKWARD.replaceAll('/', '-')], out, /^\s?(\$?['"])?\*\*\*['"]?\n$/);
  },
);
