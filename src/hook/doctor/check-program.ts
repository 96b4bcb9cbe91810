import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Program } from '../block/program.js';
import type { Trouble } from './diagnosis.js';

/** The node and the script that a block names, in the order in which it tries them. */
const RECORDED = /^ {2}elif \[ -x '((?:[^']|'\\'')*)' \] && \[ -f '((?:[^']|'\\'')*)' \];/m;
const AGAIN = 'keepmum hook install, with the node and the keepmum that are to be used';

function recordedProgram(block: string): Program | undefined {
  const [, node, script] = RECORDED.exec(block) ?? [];
  if (node === undefined || script === undefined) return undefined;
  const unquoted = (word: string) => Buffer.from(word.replaceAll("'\\''", "'"), 'latin1').toString('utf8');
  return { node: unquoted(node), script: unquoted(script) };
}

/** Starts the program as the hook would, if only to ask for its version: an old node fails here as it would there. */
function tryProgram({ node, script }: Program): Trouble | undefined {
  const { status, stderr, error } = spawnSync(node, [script, '--version'], { encoding: 'utf8', windowsHide: true });
  if (error === undefined && status === 0) return undefined;
  const [said = ''] = stderr?.match(/^\w*Error\b.*$/m) ?? [error?.message ?? `exit code ${status}`];
  return { why: `"${node}" cannot run keepmum: ${said}`, fix: `${AGAIN} (node 20.19 or newer)` };
}

/** @param block as it stands in the hook, a character a byte */
export function checkProgram(block: string): readonly Trouble[] {
  const program = recordedProgram(block);
  if (program === undefined) return [];
  const gone = [program.node, program.script].filter((path) => !existsSync(path));
  if (gone.length > 0) {
    return gone.map((path) => ({ why: `"${path}" is gone since the hook was installed`, fix: AGAIN }));
  }
  return [tryProgram(program) ?? []].flat();
}
