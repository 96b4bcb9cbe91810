import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { explainLine } from '../../scan/inspect/explain-line.js';
import { bytePath } from '../../scan/sources/byte-path.js';
import { judgedPath } from '../../scan/sources/judged-path.js';
import type { World } from '../world.js';
import { explainedLine } from './explained-line.js';

/** A place as people copy it from a report: `path:line`, perhaps with a column behind it. */
const PLACE = /^(.+?):([1-9]\d{0,8})(?::\d+)?$/;

/** The file and line of `FILE:LINE`; undefined for the id of a rule. */
export function placeIn(word: string): { readonly file: string; readonly line: number } | undefined {
  const [, file, line] = PLACE.exec(word) ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

function contentOf(file: string, cwd: string): Buffer {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('PATH_NOT_FOUND', `cannot read "${file}": ${found}, expected a file`, { cause: error });
  }
}

/**
 * Which rules were candidates on a line and what each filter said, as text.
 *
 * @throws KeepmumError `PATH_NOT_FOUND` for a file that cannot be read, `USAGE` for a line that it has not
 */
export async function explainPlace(
  { file, line }: NonNullable<ReturnType<typeof placeIn>>,
  configFlag: string | undefined,
  world: World,
): Promise<string> {
  const content = contentOf(file, world.cwd);
  const { assetFolder } = await import('../../core/asset-folder.js');
  const { resolveRules } = await import('../../config/resolve-rules.js');
  const site = { assetFolder: assetFolder(), cwd: world.cwd, configFlag, environment: world.env };
  const { ruleSet } = await resolveRules({}, [file], site);
  const explained = explainLine(content, line, judgedPath(bytePath(file), []), ruleSet);
  if (explained === undefined) {
    throw new KeepmumError('USAGE', `cannot explain "${file}:${line}": the file has no such line`);
  }
  return explainedLine(`${file}:${line}`, explained);
}
