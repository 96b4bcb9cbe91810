// Builds dist/: the search in WebAssembly, the compiled rules, the command line, the worker and the library.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { joinParts } from './join-parts.mjs';
import { LATE_MODULES, lazyBuiltins, lazyModules } from './lazy-modules.mjs';
import { writeLicences } from './licences.mjs';
import { quietLibraries } from './quiet-libraries.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const PATTERNS = { 'regexp-unicode-property-escapes': true };

/** Options that every bundle shares. Native code stays outside. */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // esbuild's table does not know that node has them: it would make such a pattern anew at every use.
  supported: PATTERNS,
  external: ['re2', '@lydell/node-pty'],
  // AWS' modules for ES say what they need; those for CommonJS are one file each, with all commands of a service.
  mainFields: ['module', 'main'],
  // Only libraries use it, and their words are not for the user's terminal.
  drop: ['console'],
  define: { KEEPMUM_BUNDLED: 'true' },
  logLevel: 'warning',
};

/** Minified CommonJS starts fastest: it loads with no module graph, and the parser has less to read. */
const program = {
  ...shared,
  format: 'cjs',
  minify: true,
  define: { ...shared.define, 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: 'const nodeRequire=require;' },
  // Else node's own modules would come by the loader of ES modules, which has to start first.
  supported: { ...PATTERNS, 'dynamic-import': false },
  plugins: [lazyBuiltins, quietLibraries],
};

function run(script, ...args) {
  execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });
}

function buildSearch() {
  const simd = ['--enable', 'simd', '--enable', 'bulk-memory'];
  const memory = ['--runtime', 'stub', '--memoryBase', '1024', '--initialMemory', '2'];
  const asc = 'node_modules/assemblyscript/bin/asc.js';
  run(asc, 'assembly/literal-search.ts', '-O3', '--noAssert', ...simd, ...memory, '-o', 'dist/literal-search.wasm');
  const room = ['--runtime', 'stub', '--memoryBase', '1024', '--initialMemory', '4'];
  run(asc, 'assembly/log-lines.ts', '-O3', '--noAssert', ...simd, ...room, '-o', 'dist/log-lines.wasm');
}

async function buildRules() {
  const outfile = 'build/compile-builtin.mjs';
  await build({ ...shared, format: 'esm', entryPoints: ['src/scan/rules/compile-builtin.ts'], outfile });
  const { compileBuiltinRules } = await import(pathToFileURL(outfile).href);
  compileBuiltinRules('rules', 'dist');
}

/** Every file that is in a bundle. */
const bundled = new Set();

/** Like esbuild's `build`, for what is published. */
async function bundle(options) {
  const result = await build({ ...options, metafile: true });
  for (const path of Object.keys(result.metafile.inputs)) bundled.add(path);
  return result;
}

/** The command line, cut where it imports lazily: a start only reads and compiles what its command needs. */
async function buildCommandLine() {
  const split = await bundle({
    ...shared,
    format: 'esm',
    splitting: true,
    plugins: [lazyBuiltins, lazyModules, quietLibraries],
    entryPoints: ['src/main.ts', ...LATE_MODULES],
    entryNames: 'part-[name]',
    chunkNames: 'part-[hash]',
    outdir: 'dist',
    write: false,
  });
  await joinParts(split, program);
  chmodSync('dist/keepmum.cjs', 0o755);
}

async function buildPrograms() {
  await buildCommandLine();
  await bundle({ ...program, entryPoints: ['src/scan/threads/worker.ts'], outfile: 'dist/worker.cjs' });
  await bundle({
    ...program,
    entryPoints: ['src/scan/git/history/history-worker.ts'],
    outfile: 'dist/history-worker.cjs',
  });
  // By itself, for it is only loaded where RE2's binary is missing.
  await bundle({ ...program, entryPoints: ['re2js'], outfile: 'dist/re2js.cjs' });
}

/** The action: two programs that need nothing installed, and find the compiled rules and the workers one folder up. */
async function buildAction() {
  await bundle({
    ...program,
    define: { ...shared.define, 'import.meta.dirname': 'programFolder', 'import.meta.filename': 'programFile' },
    banner: {
      js: `${program.banner.js}const programFolder=require('node:path').dirname(__dirname),programFile=programFolder+'/action.cjs';`,
    },
    entryPoints: ['src/action/main.ts', 'src/action/post.ts'],
    outdir: 'dist/action',
    outExtension: { '.js': '.cjs' },
  });
}

async function buildLibrary() {
  const banner = {
    js: "import{createRequire as keepmumRequire}from'node:module';const require=keepmumRequire(import.meta.url);",
  };
  await bundle({
    ...shared,
    format: 'esm',
    banner,
    plugins: [quietLibraries],
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
  });
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json');
}

function removeOlder(folder, time) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.path, entry.name);
    if (entry.isFile() && statSync(path).mtimeMs < time) rmSync(path);
  }
}

const parts = {
  search: buildSearch,
  rules: buildRules,
  programs: buildPrograms,
  action: buildAction,
  library: buildLibrary,
};
const wanted = process.argv.slice(2);
const startedAt = Date.now();
mkdirSync('dist', { recursive: true });
for (const name of wanted.length === 0 ? Object.keys(parts) : wanted) await parts[name]();
if (wanted.length === 0) {
  writeLicences(bundled, 'dist/THIRD-PARTY-LICENSES.txt');
  // Last, so that what is running meanwhile finds its files.
  removeOlder('dist', startedAt);
}
