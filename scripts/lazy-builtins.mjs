import { createRequire, isBuiltin } from 'node:module';

const require = createRequire(import.meta.url);
/** Loaded by node itself before any program runs: nothing to gain. */
const THERE = new Set(['node:fs', 'node:path', 'node:url', 'node:buffer', 'node:module', 'node:events', 'node:util']);

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
      const getters = Object.keys(require(path)).map((name) => `get ${name}(){return load().${name}}`);
      // `nodeRequire` comes with the bundle's banner: esbuild leaves the call alone.
      return { contents: `const load=()=>nodeRequire(${JSON.stringify(path)});module.exports={${getters.join(',')}};` };
    });
  },
};
