import { type DecodedText, decodeValue } from '../decode/decode-value.js';
import type { Rule } from '../rules/rule.js';
import type { Assignment } from './assignment/assignment.js';
import { readAssignment } from './assignment/read-assignment.js';
import type { DetectRequest, Reach } from './detector.js';
import { isBadgeParameter } from './filters/badge-token.js';
import { judgeAssignment, type Verdict } from './filters/judge-assignment.js';
import { canNameSecret } from './filters/name-class.js';
import type { Match } from './match.js';
import { Memo } from './memo.js';

const VERDICTS = 20_000;

/** An assignment, and what came of it. */
export interface JudgedAssignment {
  readonly assignment: Assignment;
  readonly verdict: Verdict;
  /** Set when the verdict is about what the value is an encoding of. */
  readonly decoded?: DecodedText;
}

/** Nothing but words and numbers: what it says of itself can be believed. */
const SIMPLE_TEXT = /^[\w .@$#*<>{}-]{0,40}$/;

/** Reads the assignment around a secret-ish word and judges its value. */
export class AssignmentMatcher {
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #reach: Reach;
  /** The same assignment is judged once, in however many versions of a file it stands. */
  readonly #memo = new Memo<Omit<JudgedAssignment, 'assignment'>>(VERDICTS);

  constructor(rules: readonly Rule[], reach: Reach) {
    this.#rules = new Map(rules.filter((rule) => rule.reader === 'assignment').map((rule) => [rule.id, rule]));
    this.#reach = reach;
  }

  judge(request: DetectRequest, start: number, end: number, matches: Match[]): void {
    const { assignment, verdict, decoded } = this.#read(request, start, end, canNameSecret) ?? {};
    if (assignment === undefined || verdict?.kind !== 'finding') return;
    const rule = this.#rules.get(verdict.rule);
    if (rule === undefined) return;
    const { valueStart, valueEnd } = assignment;
    const { confidence, reasons } = verdict;
    matches.push({
      rule,
      start: valueStart,
      end: valueEnd,
      confidence,
      validity: 'not-checked',
      reasons,
      ...(decoded && { decoded: { value: Buffer.from(decoded.text), from: decoded.from } }),
    });
  }

  /** The assignment around the word at bytes[start, end), if there is one, and what came of it. */
  examine(request: DetectRequest, start: number, end: number): JudgedAssignment | undefined {
    return this.#read(request, start, end, () => true);
  }

  #read(
    { bytes, length, path }: DetectRequest,
    start: number,
    end: number,
    isWanted: (name: string) => boolean,
  ): JudgedAssignment | undefined {
    const text = {
      bytes,
      from: Math.max(0, start - this.#reach.before),
      to: Math.min(length, end + this.#reach.after),
    };
    const assignment = readAssignment(text, start, end, isWanted);
    if (assignment === undefined || isBadgeParameter(bytes, start)) return undefined;
    const { name, operator, quote, surrounding, value } = assignment;
    const key = `${path}\0${name}\0${operator}${quote}${surrounding}\0${value}`;
    return { assignment, ...this.#memo.get(key, () => judge(assignment, path)) };
  }
}

/** By what the value is an encoding of, if that can be a secret or is clearly none; else by the value as it stands. */
function judge(assignment: Assignment, path: string): Omit<JudgedAssignment, 'assignment'> {
  const decoded = decodeValue(assignment.value);
  if (decoded === undefined) return { verdict: judgeAssignment(assignment, path) };
  const verdict = judgeAssignment({ ...assignment, value: decoded.text, quote: '"' }, path);
  if (verdict.kind === 'finding' || SIMPLE_TEXT.test(decoded.text)) return { verdict, decoded };
  return { verdict: judgeAssignment(assignment, path) };
}
