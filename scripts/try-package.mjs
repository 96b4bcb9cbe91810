// Packs what would be published, installs it into an empty folder as a stranger would, and uses it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const room = mkdtempSync(join(tmpdir(), 'keepmum-package-'));
/** node-gyp needs node's headers where re2's prebuilt binary cannot be had; distributions put them here. */
const HEADERS = '/usr/include/node/node.h';
const env = { ...process.env };
if (env.npm_config_nodedir === undefined && existsSync(HEADERS)) env.npm_config_nodedir = '/usr';
// npm tells its scripts how it was called; a stranger's npm was not called by ours.
for (const name of Object.keys(env)) if (/^npm_(?!config_(?:nodedir|registry|cache)$)/.test(name)) delete env[name];

/** A made-up token with a right checksum, whole only here, so that no file of ours holds it. */
const BODY = createHash('sha512')
  .update('made up')
  .digest('base64')
  .replaceAll(/[^A-Za-z0-9]/g, '')
  .slice(0, 30);
const TOKEN = `${['ghp', BODY].join('_')}${checksumOf(BODY)}`;

function checksumOf(text) {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let value = (crc ^ 0xffffffff) >>> 0;
  let written = '';
  for (; value > 0; value = Math.floor(value / 62)) written = digits[value % 62] + written;
  return written.padStart(6, '0');
}

function step(what, does) {
  const started = performance.now();
  does();
  console.log(`ok  ${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** What npm would publish, by path. */
function pack() {
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', room], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(out);
  return { tarball: join(room, packed.filename), files: packed.files.map(({ path }) => path).sort() };
}

const NEEDED = [
  'LICENSE',
  'README.md',
  'package.json',
  'dist/keepmum.cjs',
  'dist/THIRD-PARTY-LICENSES.txt',
  'dist/worker.cjs',
  'dist/history-worker.cjs',
  'dist/re2js.cjs',
  'docs/keepmum.1',
  'dist/index.js',
  'dist/types/index.d.ts',
  'dist/literal-search.wasm',
  'dist/log-lines.wasm',
  'dist/literal-tables.bin',
  'dist/rules.json',
  'dist/rule-texts.json',
  ...readdirSync(join(root, 'rules')).map((name) => `rules/${name}`),
  ...readdirSync(join(root, 'docs/schema')).map((name) => `docs/schema/${name}`),
];
const WELCOME =
  /^(?:LICENSE|README\.md|package\.json|rules\/[\w-]+\.toml|docs\/keepmum\.1|docs\/schema\/[\w.-]+\.json|dist\/THIRD-PARTY-LICENSES\.txt|dist\/[\w-]+\.(?:cjs|js|json|wasm|bin)|dist\/types\/.+\.d\.ts)$/;

function checkContents(files) {
  assert.deepEqual(
    NEEDED.filter((path) => !files.includes(path)),
    [],
    'missing from the package',
  );
  assert.deepEqual(
    files.filter((path) => !WELCOME.test(path)),
    [],
    'in the package for no reason',
  );
}

function run(folder, words, input) {
  const { status, stdout, stderr, error } = spawnSync(words[0], words.slice(1), {
    cwd: folder,
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function install(folder, tarball, flags) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }));
  const { status, stderr } = run(folder, [
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    ...flags,
    tarball,
  ]);
  assert.equal(status, 0, `npm install failed:\n${stderr}`);
}

/** @param engine which regex engine has to be at work */
function useProgram(folder, engine) {
  const keepmum = join(folder, 'node_modules/.bin/keepmum');
  const version = run(folder, [keepmum, '--version']);
  assert.match(version.stdout, /\d+\.\d+\.\d+/);
  const planted = join(folder, 'planted');
  mkdirSync(planted);
  writeFileSync(join(planted, 'deploy.yml'), `token: ${TOKEN}\n`);
  const found = run(folder, [keepmum, 'scan', '--format', 'json', planted]);
  assert.equal(found.status, 1, found.stderr);
  const report = JSON.parse(found.stdout);
  assert.deepEqual(
    report.findings.map(({ rule, validity }) => [rule, validity]),
    [['github-personal-access-token', 'checksum-ok']],
  );
  assert.ok(!found.stdout.includes(TOKEN), 'the report shows the secret');
  assert.equal(report.coverage.regexEngine, engine);
  writeFileSync(join(planted, 'deploy.yml'), 'token: none\n');
  assert.equal(run(folder, [keepmum, 'scan', planted]).status, 0);
  const check = run(folder, [keepmum, 'rules', 'check']);
  assert.equal(check.status, 0, check.stderr);
}

const PROGRAM = `
import { createMaskStream, type Finding, KeepmumError, scan } from 'keepmum';
const started = scan({ paths: ['planted'], jobs: 1, confidence: 'high' });
const findings: Finding[] = [];
for await (const finding of started) findings.push(finding);
const { state, files }: { state: 'complete' | 'incomplete'; files: number } = await started.coverage;
console.log(state, files, findings.length, typeof createMaskStream(['a long enough secret']).hits, KeepmumError.name);
`;

function useLibrary(folder) {
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  // The compiler and node's types are ours; the package's own types are what is tried.
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--skipLibCheck',
    'false',
  ];
  const tsc = run(folder, [
    process.execPath,
    join(root, 'node_modules/typescript/bin/tsc'),
    ...strict,
    ...types,
    'program.ts',
  ]);
  assert.equal(tsc.status, 0, tsc.stdout);
  const { status, stdout, stderr } = run(folder, [process.execPath, 'program.js']);
  assert.deepEqual([status, stdout, stderr], [0, 'complete 1 0 function KeepmumError\n', '']);
}

try {
  const { tarball, files } = pack();
  step(`the package is complete: ${files.length} files`, () => checkContents(files));
  for (const [how, flags, engine] of [
    ['with install scripts', [], 're2'],
    ['without install scripts', ['--ignore-scripts'], 're2js'],
  ]) {
    const folder = join(room, engine);
    step(`installed ${how}`, () => install(folder, tarball, flags));
    step(`the program works, with ${engine}`, () => useProgram(folder, engine));
    step('the library works, with its types', () => useLibrary(folder));
  }
} finally {
  rmSync(room, { recursive: true, force: true });
}
