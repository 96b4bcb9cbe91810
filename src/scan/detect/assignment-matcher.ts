import { type DecodedText, decodeValue } from '../decode/decode-value.js';
import type { Rule } from '../rules/rule.js';
import type { Assignment } from './assignment/assignment.js';
import { readAssignment } from './assignment/read-assignment.js';
import type { DetectRequest, Reach } from './detector.js';
import { isBadgeParameter } from './filters/badge-token.js';
import { judgeAssignment, LESS_SURE, type Verdict } from './filters/judge-assignment.js';
import { judgePlace } from './filters/judge-place.js';
import { canNameSecret, takesCredentials } from './filters/name-class.js';
import type { Match } from './match.js';
import { Memo } from './memo.js';
import { checkValidity } from './validity/check-validity.js';

const VERDICTS = 20_000;

/** An assignment, and what came of it. */
export interface JudgedAssignment {
  readonly assignment: Assignment;
  readonly verdict: Verdict;
  /** Set when the verdict is about what the value is an encoding of. */
  readonly decoded?: DecodedText;
}

/** Nothing but words and numbers: what it says of itself can be believed. */
const SIMPLE_TEXT = /^[\p{L}\p{N}_ .@$#*<>{}-]{0,40}$/u;
const HEADER = /authori[sz]ation$/i;
const USER_PASSWORD = /^[^:\s]{1,200}:(\S+)$/;

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
      ...(reasons.some((reason) => reason.endsWith(LESS_SURE)) && { isDoubted: true }),
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
    const judged = this.#memo.get(key, () => judge(assignment, path));
    if (judged.verdict.kind !== 'finding') return { assignment, ...judged };
    const secret = judged.decoded?.text ?? value;
    return { assignment, ...judged, verdict: judgePlace(judged.verdict, assignment, secret, text, path) };
  }
}

/** By what the value is an encoding of, if that can be a secret or is clearly none; else by the value as it stands. */
function judge(assignment: Assignment, path: string): Omit<JudgedAssignment, 'assignment'> {
  const decoded = decodeValue(assignment.value);
  if (decoded === undefined) return { verdict: judgeAssignment(assignment, path) };
  const isHeader = takesCredentials(assignment.name) || HEADER.test(assignment.name);
  if (isHeader && checkValidity('user-password', assignment.value).validity === 'invalid') {
    return { verdict: { kind: 'dropped', by: 'datum: a user without a password' } };
  }
  const password = isHeader ? USER_PASSWORD.exec(decoded.text)?.[1] : undefined;
  if (password !== undefined) return { verdict: judgePair(assignment, password, path) };
  const verdict = judgeAssignment({ ...assignment, value: decoded.text, quote: '"' }, path);
  if (verdict.kind === 'finding' || SIMPLE_TEXT.test(decoded.text)) return { verdict, decoded };
  return { verdict: judgeAssignment(assignment, path) };
}

/** `Authorization: Basic …`: no surer than its password is, and never dropped for it. */
function judgePair(assignment: Assignment, password: string, path: string): Verdict {
  const verdict = judgeAssignment(assignment, path);
  if (verdict.kind === 'dropped') return verdict;
  const inside = judgeAssignment({ ...assignment, name: 'password', value: password, quote: '"' }, path);
  if (inside.kind === 'finding' && inside.confidence !== 'low') return verdict;
  return { ...verdict, confidence: 'low', reasons: [...verdict.reasons, 'its password is hardly one'] };
}
