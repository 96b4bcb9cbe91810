import { build } from 'esbuild';
import { withLateAddresses } from './lazy-modules.mjs';

/**
 * What is loaded together stands in one file: each file costs a start half a millisecond, and what a file holds and nobody
 * needs costs one for every 30 KB. By file, the modules that it begins with; whatever they import comes with them. The rest
 * of what is imported lazily stays in parts of its own.
 */
const FILES = {
  keepmum: ['src/main.ts', 'src/cli/version.ts'],
  command: [
    'src/cli/run-command.ts',
    'src/cli/parse-arguments.ts',
    'src/cli/commands/scan-source.ts',
    'src/config/resolve-scan.ts',
  ],
  scan: ['src/scan/scan.ts', 'src/cli/deliver-reports.ts', 'src/scan/report/text.ts', 'src/cli/shortfall.ts'],
  'staged-git': ['src/scan/git/staged/start-staged.ts'],
  staged: ['src/scan/git/staged/scan-staged.ts'],
  folder: ['src/scan/sources/walk-folder.ts', 'src/scan/sources/ignored-paths.ts', 'src/scan/threads/worker-pool.ts'],
  assignment: [
    'src/scan/detect/assignment/read-assignment.ts',
    'src/scan/detect/filters/badge-token.ts',
    'src/scan/detect/filters/judge-assignment.ts',
    'src/scan/detect/filters/name-class.ts',
  ],
  match: [
    'src/scan/detect/judge-match.ts',
    'src/scan/detect/filters/judge-place.ts',
    'src/scan/detect/validity/check-validity.ts',
    'src/scan/inspect/describe-match.ts',
    'src/scan/report/text-finding.ts',
  ],
};

const nameOf = (part) => part.replace(/.*\/|\.js$/g, '');
const exportOf = (part) => nameOf(part).replaceAll('-', '_');

/** The parts that a part imports, directly or not, and itself. */
function closureOf(part, outputs, seen = new Set()) {
  if (seen.has(part)) return seen;
  seen.add(part);
  for (const { kind, path } of outputs[part].imports) {
    if (kind === 'import-statement' && outputs[path] !== undefined) closureOf(path, outputs, seen);
  }
  return seen;
}

/** A part for a module that another part holds, because others import it too. */
function onlyPassesOn({ inputs }) {
  return Object.values(inputs).every(({ bytesInOutput }) => bytesInOutput === 0);
}

/** @returns by part, the name of the file that it goes to */
function assignParts(outputs) {
  const fileOf = new Map();
  const parts = Object.keys(outputs);
  const put = (part, file) => {
    if (!fileOf.has(part)) fileOf.set(part, file);
  };
  for (const [file, modules] of Object.entries(FILES)) {
    for (const module of modules) {
      const start = parts.find((part) => outputs[part].entryPoint === module);
      if (start === undefined) throw new Error(`${module} is not imported lazily`);
      for (const part of closureOf(start, outputs)) put(part, file);
    }
    for (const part of parts.filter((one) => onlyPassesOn(outputs[one]))) {
      const others = [...closureOf(part, outputs)].filter((one) => one !== part);
      if (others.every((one) => fileOf.has(one))) put(part, file);
    }
  }
  for (const part of parts) put(part, nameOf(part));
  return fileOf;
}

/** Reads the parts of a file as one module, and those of other files as properties of what such a file exports. */
function joining(fileOf, textOf) {
  const partsIn = (file) => [...fileOf.keys()].filter((part) => fileOf.get(part) === file);
  return {
    name: 'join-parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^file:/ }, ({ path }) => ({ path: path.slice('file:'.length), namespace: 'file-of-parts' }));
      onLoad({ filter: /.*/, namespace: 'file-of-parts' }, ({ path }) => {
        const passedOn = partsIn(path).map((part) => `export * as ${exportOf(part)} from ${JSON.stringify(part)};`);
        return { contents: `${path === 'keepmum' ? '#!/usr/bin/env node\n' : ''}${passedOn.join('\n')}` };
      });
      onResolve({ filter: /\.js$/ }, ({ path, importer, namespace }) => {
        const part = path.replace(/^\.\//, 'dist/');
        if (!fileOf.has(part)) return undefined;
        const file = namespace === 'part' ? fileOf.get(importer) : importer;
        return { path: part, namespace: fileOf.get(part) === file ? 'part' : 'part-elsewhere' };
      });
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: textOf.get(path) }));
      onLoad({ filter: /.*/, namespace: 'part-elsewhere' }, ({ path }) => ({
        contents: `module.exports=require("./${fileOf.get(path)}.cjs").${exportOf(path)}`,
      }));
    },
  };
}

/**
 * Writes the parts of a build with splitting, of which esbuild makes dozens, as few CommonJS files.
 *
 * @param split the result of that build, with `metafile` and without having written
 * @param options of the build that writes
 */
export async function joinParts({ metafile, outputFiles }, options) {
  const fileOf = assignParts(metafile.outputs);
  const parts = Object.keys(metafile.outputs);
  const addressOf = (module) => {
    const part = parts.find((one) => metafile.outputs[one].entryPoint === module);
    return { file: fileOf.get(part), name: exportOf(part) };
  };
  const textOf = new Map(
    outputFiles.map(({ path, text }) => [
      parts.find((part) => nameOf(part) === nameOf(path)),
      withLateAddresses(text, addressOf),
    ]),
  );
  await build({
    ...options,
    external: [...options.external, './*.cjs'],
    plugins: [joining(fileOf, textOf)],
    entryPoints: [...new Set(fileOf.values())].map((file) => ({ in: `file:${file}`, out: file })),
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  });
}
