import { existsSync } from 'node:fs';
import { findBlock } from '../block/edit-hook.js';
import { type HookFile, isExecutable } from '../place/hook-file.js';
import { interpreterOf } from '../place/interpreter.js';
import { checkProgram } from './check-program.js';
import type { Trouble } from './diagnosis.js';

function checkFirstLine({ text }: HookFile): readonly Trouble[] {
  const interpreter = interpreterOf(text);
  const [line = ''] = text.split('\n', 1);
  const fix =
    'save it as plain text with line feeds only (and * text eol=lf for it in .gitattributes, if git holds it)';
  if (interpreter.kind === 'carriage-return') return [{ why: 'its first line ends in a carriage return', fix }];
  if (interpreter.kind === 'misplaced') return [{ why: 'a byte order mark stands before its first line', fix }];
  const [, program] = /^#!\s*(\/\S+)/.exec(line) ?? [];
  if (program === undefined || process.platform === 'win32' || existsSync(program)) return [];
  return [
    { why: `its interpreter "${program}" is not there`, fix: 'correct its first line, for example to #!/bin/sh' },
  ];
}

/**
 * What keeps a hook that holds keepmum from running it.
 *
 * @param permission husky reads its hooks itself, so that they need none
 */
export function checkFile(file: HookFile, permission: 'needed' | 'not-needed'): readonly Trouble[] {
  const found = findBlock(file.text);
  const isRefused = permission === 'needed' && !isExecutable(file);
  const refused = { why: 'it is not executable, so that git does not run it', fix: `chmod +x "${file.path}"` };
  const broken = {
    why: 'one end of the lines that keepmum put there is gone',
    fix: 'take the others out by hand, then keepmum hook install',
  };
  return [
    ...(isRefused ? [refused] : []),
    ...checkFirstLine(file),
    ...(found === 'broken' ? [broken] : []),
    ...(typeof found === 'object' ? checkProgram(found.text) : []),
  ];
}
