import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { relative, resolve } from 'node:path';

const require = createRequire(import.meta.url);
/** Loaded by node itself before any program runs: nothing to gain. */
const THERE = new Set(['node:fs', 'node:path', 'node:url', 'node:buffer', 'node:module', 'node:events', 'node:util']);

/**
 * Modules of ours that a scan of a small file needs late or not at all: when a literal hits, a regex matches, a value is
 * scored, a folder is walked, threads are started, there is something to report.
 */
export const LATE_MODULES = [
  'core/literals/frequent-grams',
  'scan/detect/assignment/read-assignment',
  'scan/detect/filters/badge-token',
  'scan/detect/filters/judge-assignment',
  'scan/detect/filters/judge-place',
  'scan/detect/filters/name-class',
  'scan/detect/judge-match',
  'scan/detect/score/read-model',
  'scan/detect/validity/check-validity',
  'scan/inspect/describe-match',
  'scan/inspect/inspect-stream',
  'scan/inspect/utf16-transcoder',
  'scan/locate/line-hash',
  'scan/report/text-finding',
  'scan/sources/ignored-paths',
  'scan/sources/walk-folder',
  'scan/threads/worker-pool',
].map((name) => `src/${name}.ts`);

/** `names` as getters, which load what they are names of at the first use. `nodeRequire` comes with the bundle's banner. */
function gettersFor(names, address) {
  const getters = names.map((name) => `get ${name}(){return load().${name}}`);
  return `let loaded;const load=()=>loaded??=nodeRequire(${address});module.exports={${getters.join(',')}};`;
}

/**
 * Loads node's own modules when one of their functions is first used, not when the program starts: `node:crypto` and
 * `node:stream` alone cost as much as a scan of a small file. Sources import them as usual.
 */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) => {
      // What is imported lazily is lazy already, and would lose the names of its exports.
      if (!isBuiltin(path) || THERE.has(path) || kind === 'dynamic-import') return undefined;
      return { path, namespace: 'lazy-builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => {
      return { contents: gettersFor(Object.keys(require(path)), JSON.stringify(path)) };
    });
  },
};

const EXPORT = /^export (?:async )?(?:const|function\*?|class) (\w+)/gm;

/** The same for our late modules; `lateAddress` says what their address in the built program is, once that is known. */
export const lazyModules = {
  name: 'lazy-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const module = relative(process.cwd(), resolve(resolveDir, path)).replace(/\.js$/, '.ts');
      if (kind !== 'import-statement' || !LATE_MODULES.includes(module)) return undefined;
      return { path: module, namespace: 'late-module' };
    });
    build.onLoad({ filter: /.*/, namespace: 'late-module' }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(EXPORT)].map(([, name]) => name);
      return { contents: gettersFor(names, `"late:${path}"`) };
    });
  },
};

/** @param fileOf gives the file of a late module and the name under which that exports it */
export function withLateAddresses(text, addressOf) {
  return text.replaceAll(/nodeRequire\("late:([^"]+)"\)/g, (_, module) => {
    const { file, name } = addressOf(module);
    return `nodeRequire("./${file}.cjs").${name}`;
  });
}
