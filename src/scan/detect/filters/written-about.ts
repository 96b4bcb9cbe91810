import type { Surroundings } from './surroundings.js';

/** Marks that start a comment's line; `#define` and `#[…]` are code, and so is `*pointer`. */
const COMMENT_LINE =
  /^\s*(?:\/\/|\/\*|\*(?=[\s/])|--\s|#(?!\s*(?:define|undef|if|ifdef|error|pragma|include)\b|\[|!|\{)|;|<!--|rem\s)/i;
const PROMPT_LINE = /^\s*(?:>>>|\.\.\.|In \[\d+\]:)\s/;
const PYTHON = /\.pyi?$/;
/** YAML in a Python file stands in a text: a key in quotes would be Python's own. */
const YAML_LINE = /^\s*(?:-\s+)?[A-Za-z_][\w.-]*:\s+["']?$/;
const TEXT_MARK = /"""|'''/g;
/** How Ansible's modules call their manual. */
const MANUAL = /^\s*(?:EXAMPLES|RETURN|DOCUMENTATION)\s*=\s*[rbuRBU]{0,2}$/;
/** A text that is no value: nothing is assigned, and it is not handed to anybody. */
const ALONE = /^\s*[rbuRBU]{0,2}$/;
const DEFINITION = /:\s*(?:#.*)?$/;

/** Why a value is told about rather than used: it stands in a comment, a manual within the code or a shown session. */
export function writtenAboutReason(path: string, { before }: Surroundings): string | undefined {
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  // Without its start a line may be anything.
  if (lineStart === 0 && line.length > 1024) return undefined;
  if (COMMENT_LINE.test(line)) return 'in a comment: one level less sure';
  if (!PYTHON.test(path)) return undefined;
  if (PROMPT_LINE.test(line)) return 'in a shown session: one level less sure';
  const text = lastTextMark(before);
  if (text === 'manual') return 'in a manual within the code: one level less sure';
  return text === undefined && YAML_LINE.test(line) ? 'in a text within the code: one level less sure' : undefined;
}

/** Whether the last `"""` or `'''` before the value opened a manual, or opened or closed something else. */
function lastTextMark(before: string): 'manual' | 'other' | undefined {
  let at = -1;
  for (const mark of before.matchAll(TEXT_MARK)) at = mark.index;
  if (at < 0) return undefined;
  const lineStart = before.lastIndexOf('\n', at) + 1;
  const ahead = before.slice(lineStart, at);
  if (MANUAL.test(ahead)) return 'manual';
  if (!ALONE.test(ahead)) return 'other';
  const behind = before.slice(at + 3).split('\n', 1)[0] ?? '';
  if (behind.trim() !== '') return 'manual';
  const previous = before.slice(0, lineStart).trimEnd();
  return DEFINITION.test(previous.slice(previous.lastIndexOf('\n') + 1)) ? 'manual' : 'other';
}
