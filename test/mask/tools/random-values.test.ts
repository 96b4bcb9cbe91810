import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unmaskableReason } from '../../../src/mask/refuse-secret.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { maskInPieces } from '../mask-in-pieces.js';

const CHARACTERS = [
  ...'abcXYZ0189 \t\n\r"\'`\\/$!#%&()*+,-.:;<=>?@[]^_{|}~\x01\x07\b\v\f\x1b\x7f\x80\x9f\xa0é\u0301\u2028€漢\ufeff😀',
];
/** The same values in every run. */
const values = fc
  .sample(fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 7, maxLength: 24 }), { numRuns: 150, seed: 6 })
  .map((value) => value.trim())
  .filter((value) => unmaskableReason(Buffer.from(value)) === undefined && value.length > 6);

/** The writer's own quotes, padding and type; base64 of base64 ends in encoded padding. */
const AROUND = /^[$bur]{0,1}[[{(]?["'`]{0,3}\*\*\*["'`]{0,3}[\])}]?(?:[A-Za-z0-9]{0,3}=+)?\s*$/;

function expectHidden(renderings: readonly (readonly [name: string, renderings: readonly string[]])[]): void {
  expect(values.length).toBeGreaterThan(100);
  const leaks: string[] = [];
  for (const [at, value] of values.entries()) {
    const index = new SecretIndex();
    index.add(value);
    const maskText = Buffer.from(index.maskText()).toString();
    for (const [name, all] of renderings) {
      const rendering = all[at] ?? '';
      const masked = maskInPieces(index, Buffer.from(`<${rendering}>`), []).toString();
      const out = masked.slice(1, -1).replaceAll(maskText, '***');
      if (!AROUND.test(out)) leaks.push(`${name}: ${JSON.stringify(value)} written as ${rendering} gives ${out}`);
    }
  }
  expect(leaks).toEqual([]);
}

function run(command: string, args: readonly string[]): [string, string[]][] {
  const { stdout, stderr, status } = spawnSync(command, args, {
    input: JSON.stringify(values),
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(status, stderr.toString()).toBe(0);
  return JSON.parse(stdout.toString());
}

test('Python', () => {
  const program = `
import sys, json, base64, html, shlex
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape, quoteattr
values = json.load(sys.stdin)
writers = dict(repr=repr, ascii=ascii, bytes=lambda s: repr(s.encode()), json=json.dumps, raw=lambda s: json.dumps(s, ensure_ascii=False),
  twice=lambda s: json.dumps(json.dumps(s)[1:-1]), quote=quote, all=lambda s: quote(s, safe=''), plus=quote_plus, b64=lambda s: base64.b64encode(s.encode()).decode(),
  url=lambda s: base64.urlsafe_b64encode(s.encode()).decode(), hex=lambda s: s.encode().hex(), shlex=shlex.quote, html=html.escape, xml=escape, attr=quoteattr)
print(json.dumps([[n, [w(v) for v in values]] for n, w in writers.items()]))`;
  expectHidden(run('python3', ['-c', program]));
});

test('Go', () => {
  const program = `package main
import ("bytes";"encoding/base64";"encoding/json";"encoding/xml";"fmt";"html";"net/url";"os")
func main() {
  var values []string; json.NewDecoder(os.Stdin).Decode(&values)
  j := func(s string) string { b, _ := json.Marshal(s); return string(b) }
  writers := []struct { n string; w func(string) string }{
    {"q", func(s string) string { return fmt.Sprintf("%q", s) }}, {"plus-q", func(s string) string { return fmt.Sprintf("%+q", s) }}, {"json", j},
    {"twice", func(s string) string { t := j(s); return j(t[1:len(t)-1]) }}, {"query", url.QueryEscape}, {"path", url.PathEscape}, {"html", html.EscapeString},
    {"user", func(s string) string { return url.UserPassword("", s).String()[1:] }}, {"hex", func(s string) string { return fmt.Sprintf("%X", s) }},
    {"xml", func(s string) string { var b bytes.Buffer; xml.EscapeText(&b, []byte(s)); return b.String() }},
    {"b64", func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) }}}
  out := [][]any{}
  for _, w := range writers { all := []string{}; for _, v := range values { all = append(all, w.w(v)) }; out = append(out, []any{w.n, all}) }
  e := json.NewEncoder(os.Stdout); e.Encode(out)
}`;
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-go-'));
  writeFileSync(join(folder, 'main.go'), program);
  expectHidden(run('go', ['run', join(folder, 'main.go')]));
  rmSync(folder, { recursive: true });
});

test('bash', () => {
  const script = `while IFS= read -r -d '' v; do printf '%q\\0' "$v"; printf '%s\\0' "\${v@Q}"; done`;
  const { stdout } = spawnSync('bash', ['--norc', '-c', script], {
    input: values.map((value) => `${value}\0`).join(''),
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
  });
  const all = stdout.toString().split('\0').slice(0, -1);
  expect(all).toHaveLength(2 * values.length);
  expectHidden([
    ['printf %q', all.filter((_, at) => at % 2 === 0)],
    ['@Q', all.filter((_, at) => at % 2 === 1)],
  ]);
});

test('jq', () => {
  const program =
    '[["json",[.[]|tojson]],["twice",[.[]|tojson|.[1:-1]|tojson]],["sh",[.[]|@sh]],["uri",[.[]|@uri]],["html",[.[]|@html]],["b64",[.[]|@base64]],["csv",[.[]|[.]|@csv]]]';
  expectHidden(run('jq', ['-c', program]));
});

test('Node', () => {
  const password = (value: string) =>
    Object.assign(new URL('http://h/'), { password: value }).href.slice('http://:'.length, -'@h/'.length);
  const writers: [string, (value: string) => string][] = [
    ['json', (value) => JSON.stringify(value)],
    ['component', encodeURIComponent],
    ['uri', encodeURI],
    ['query', (value) => new URLSearchParams([['', value]]).toString().slice(1)],
    ['password', password],
    ['utf16', (value) => Buffer.from(value, 'utf16le').toString('base64')],
  ];
  expectHidden(writers.map(([name, write]) => [name, values.map(write)]));
});
