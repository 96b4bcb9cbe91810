import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a package calls the file with its licence, and the notice that the Apache licence wants passed on. */
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
/** The compiler writes pieces of its own library into the search. */
const COMPILED_IN = ['node_modules/assemblyscript'];
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const RULE = '='.repeat(80);

/** The folder of the package that a bundled file is of. */
function packageOf(path) {
  return path.match(PACKAGE)?.[0];
}

function describe(folder) {
  const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version } = facts;
  // Packages of long ago have a list.
  const license = [facts.license ?? facts.licenses]
    .flat()
    .map((one) => one?.type ?? one)
    .join(' or ');
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  // A few of AWS' only name theirs, which is ours too.
  const paths =
    files.length === 0 && license === 'Apache-2.0' ? ['LICENSE'] : files.sort().map((file) => join(folder, file));
  if (paths.length === 0)
    throw new Error(`${name} ${version} is bundled and has no file with its licence (${license})`);
  const texts = paths.map((path) => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim());
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}

/**
 * Writes the licences of everything that is bundled, those with the same words under one heading; the same bytes for the same packages.
 * @param inputs files as esbuild's metafile names them
 */
export function writeLicences(inputs, target) {
  const folders = new Set([...COMPILED_IN, ...[...inputs].map(packageOf).filter((folder) => folder !== undefined)]);
  const titles = new Map();
  for (const { title, text } of [...folders].map(describe)) titles.set(text, [...(titles.get(text) ?? []), title]);
  const parts = [...titles]
    .map(([text, named]) => ({ heading: [...new Set(named)].sort().join('\n'), text }))
    .sort((a, b) => (a.heading < b.heading ? -1 : 1));
  const head = 'keepmum contains these packages, or parts of them. Each is under the licence below its name.';
  const body = parts.map(({ heading, text }) => `${RULE}\n${heading}\n${RULE}\n\n${text}\n`);
  writeFileSync(target, `${head}\n\n${body.join('\n')}`);
}
