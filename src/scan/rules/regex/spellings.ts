import type { RegexNode } from './regex-tree.js';
import { advance, MAX_STEPS, type Step, stepsOf } from './steps.js';

/** More texts than this are not followed. */
const MAX_TEXTS = 256;

/**
 * How the matches of a regex spell the keyword that each of them holds at most `reach` bytes after its start: every way in
 * which one is written there. Undefined when a match may hold none, or may go on in too many ways to tell.
 *
 * @param tree of a regex that does not ignore case
 * @param keywords lower-cased ASCII
 */
export function spellingsIn(
  tree: RegexNode,
  keywords: readonly string[],
  reach: number,
): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  let steps = stepsOf({ node: tree, next: undefined });
  for (let skipped = 0; skipped <= reach && steps !== undefined && steps.length <= MAX_STEPS; skipped++) {
    const others: Step[] = [];
    for (const step of steps) {
      const texts = keywordsFrom(step, keywords);
      if (texts === undefined) others.push(step);
      else for (const text of texts) found.add(text);
    }
    if (others.length === 0) return found;
    steps = advance(others, () => true);
  }
  return undefined;
}

/** The keywords that a match which goes on with this step holds right here, as it spells them; undefined when it may hold none. */
function keywordsFrom(first: Step, keywords: readonly string[]): readonly string[] | undefined {
  const whole: string[] = [];
  const open: (readonly [text: string, step: Step])[] = [['', first]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [before, step] = next;
    const letters = lettersOf(step);
    if (letters === undefined || whole.length + open.length > MAX_TEXTS) return undefined;
    for (const letter of letters) {
      const text = before + letter;
      const lower = text.toLowerCase();
      if (keywords.includes(lower)) {
        whole.push(text);
        continue;
      }
      const after = keywords.some((keyword) => keyword.startsWith(lower)) ? stepsOf(step.next) : undefined;
      if (after === undefined) return undefined;
      for (const one of after) open.push([text, one]);
    }
  }
  return whole;
}

/** What a step takes, when that is little. */
function lettersOf({ chars }: Step): readonly string[] | undefined {
  const count = chars.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (count > MAX_STEPS) return undefined;
  return chars.ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  );
}
