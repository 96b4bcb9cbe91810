// The least that the same job can cost: reading the files, and looking for the same keywords.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.mjs';

/** `cat` of every file, on one core. */
export function catCommand(folder, work) {
  const list = join(work, 'files');
  writeFileSync(list, listFiles(folder).join('\0'));
  return { argv: ['sh', '-c', 'xargs -0 -a "$0" cat > /dev/null', list], codes: [0] };
}

/** ripgrep looking for all keywords of all rules in all files; it has a line feed between patterns, so none inside one. */
export function ripgrepCommand(rg, folder, work, program) {
  const list = join(work, 'keywords');
  const { rules } = JSON.parse(readFileSync(join(program, 'dist/rules.json'), 'utf8'));
  const keywords = rules.flatMap((rule) => rule.keywords).filter((keyword) => !keyword.includes('\n'));
  writeFileSync(list, `${[...new Set(keywords)].join('\n')}\n`);
  return { argv: [rg, '-F', '-i', '-uu', '-c', '-f', list, folder], codes: [0, 1] };
}
