import { readFileSync } from 'node:fs';

/** Lazy imports that lead into a room of its own, worth a file of its own; each more would cost every start a little. */
const ROOMS =
  /\/(?:run-command|scan\/scan|scan-history|(?:scan|start)-staged|mask|hook\/.*|check-rules|parse-rule-file|compile-builtin|rule-check-tools|set-problems|load-config|help-text|bash|zsh|fish)\.js$/;
const LAZY_IMPORT = /\bimport\('((?:\.|node:)[^']+)'\)/g;

/** Keeps the other lazily imported modules in the file that asks for them; they still run only when they are asked for. */
export const lazyParts = {
  name: 'lazy-parts',
  setup(build) {
    build.onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replaceAll(LAZY_IMPORT, (written, target) =>
        ROOMS.test(target) ? written : `Promise.resolve(require('${target}'))`,
      );
      return { contents, loader: 'ts' };
    });
  },
};
