// Prints the tables of the action's inputs and outputs for the README; --write puts them there.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const PLACE = /(?<=<!-- inputs -->\n)[\s\S]*(?=<!-- \/inputs -->)/;

const manifest = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));
const cell = (text) => text.replaceAll('|', '\\|');
const inputs = Object.entries(manifest.inputs).map(
  ([name, input]) =>
    `| \`${name}\` | ${input.default === '' ? '' : `\`${input.default}\``} | ${cell(input.description)} |`,
);
const outputs = Object.entries(manifest.outputs).map(
  ([name, output]) => `| \`${name}\` | ${cell(output.description)} |`,
);
const tables = [
  '| input | default | |',
  '| --- | --- | --- |',
  ...inputs,
  '',
  '| output | |',
  '| --- | --- |',
  ...outputs,
].join('\n');

if (process.argv.includes('--write')) {
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(PLACE, () => `${tables}\n`),
  );
} else console.log(tables);
