import type { Confidence } from '../../rules/rule.js';
import type { Assignment } from '../assignment/assignment.js';
import { stepConfidence } from '../confidence-step.js';
import { confidenceOfScore } from '../score/thresholds.js';
import { scoreValue } from '../score/value-score.js';
import { keyFormReason } from './key-form.js';
import { classifyName, type NameClass, takesCredentials } from './name-class.js';
import { splitName } from './name-words.js';
import { classifyPath, type PathClass } from './path-class.js';
import { isUuid } from './plain-datum.js';
import { isPasswordHash } from './public-material.js';
import type { SecretWord } from './secret-word.js';
import { harmlessReason } from './value-filters.js';
import type { Verdict } from './verdict.js';
import { isWellKnownPassword } from './weak-password.js';

export type { Verdict } from './verdict.js';

/** How the reason ends that a place is given for doubt. */
export const LESS_SURE = 'one level less sure';
/** In characters; shorter ones are read only when they are well-known passwords. */
const MIN_LENGTH = 6;
/** Names below this weight say little, so their values must look random. */
const STRONG = 0.7;
const PASSPHRASE_WORDS = 4;
const CLIENT_TOKEN = /(?:^|[^A-Za-z_])client-?token$/i;
const VERB_PASSWORD = /^(?:re)?(?:set|change|forgot)[_-]?pass(?:word|wd)$/i;
const SECRET_OBJECT = /(?:^|[^A-Za-z])secretID$/i;
const OBJECT_ID = /^[a-z0-9]{25}$/;
/** Operators of values that only their place gives to a name. */
const ARGUMENTS: ReadonlySet<string> = new Set(['(', ',', 'positional', 'credentials']);
/** First words of callees that take a name, a text or a value to work on, and give no secret away. */
const CALLS_THAT_TAKE =
  /^(?:get|find|has|is|read|check|validate|verify|encode|decode|decrypt|encrypt|hash|next|expect|match|format|print|log|lookup|fetch|load|delete|remove|create|generate|make|parse|to|from|test|assert|invalid|missing|unknown|resolve|require|split|tokeni\w*|lex|peek|consume|skip|accept|eat|not|no|expected|unexpected|query|select|by|on|register|unregister|revoke|rotate|contains|starts|ends|error|warn|throw|show|render|input|label|translate|t)$/;

/**
 * Judges an assignment: the name first, then the path, then what the value is, and its score last, cheapest first.
 * @param path  of the file, for what its values may be
 */
export function judgeAssignment(assignment: Assignment, path: string): Verdict {
  const name = classifyName(isPasswordByShape(assignment) ? 'password' : assignment.name);
  if (name.harmless !== undefined) return dropped(`name: ${name.harmless}`);
  const callee = calleeReason(assignment, name);
  if (callee !== undefined) return dropped(`name: ${callee}`);
  const operation = operationReason(assignment, name) ?? keyFormReason(assignment.name, assignment.value, name);
  if (operation !== undefined) return dropped(`name: ${operation}`);
  const where = classifyPath(path);
  if (where.content === 'generated') return dropped('path: a generated file');
  const weak = judgeWeakPassword(assignment, name, where);
  if (weak !== undefined) return weak;
  if (isPasswordHash(assignment.value))
    return finding(name, 'low', ["a password's hash: it can be cracked, not used as it stands"]);
  const harmless = harmlessReason(assignment, name.kind, where) ?? pathReason(assignment, name, where);
  return harmless === undefined ? judgeByScore(assignment, name, where) : dropped(harmless);
}

/** Names that are a credential's in one product and an object's in another, which the value's own form tells. */
function operationReason({ name, value }: Assignment, { kind }: SecretWord): string | undefined {
  // AWS and others; Vault's `client_token` is a credential, and no UUID under `ClientToken` opens anything.
  if (kind === 'token' && CLIENT_TOKEN.test(name) && isUuid(value)) return 'a token against doing it twice';
  if (kind === 'password' && VERB_PASSWORD.test(name) && isUuid(value)) return 'an operation';
  // Docker's; Vault writes `secret_id`, and has UUIDs there.
  return SECRET_OBJECT.test(name) && OBJECT_ID.test(value) ? "an object's id" : undefined;
}

/** `mysql -p…`, `IDENTIFIED BY`, `connect(host, user, …)` and `auth=(user, …)` take a password and do not say so. */
function isPasswordByShape({ operator, name }: Assignment): boolean {
  if (operator === 'credentials') return takesCredentials(name);
  return operator === 'sql' || operator === 'positional' || (operator === 'flag' && name.includes(' -'));
}

/** `parse_token("x")` and `getKey("x")` take a name or a text; only a callee that gives the secret takes the secret. */
function calleeReason(assignment: Assignment, name: NameClass): string | undefined {
  if (assignment.operator !== '(' || name.harmless !== undefined) return undefined;
  if (name.kind === 'key' || name.weight < 0.4) return 'a call by a weak name';
  const words = splitName(assignment.name.slice(assignment.name.lastIndexOf('.') + 1));
  return words.length > 1 && CALLS_THAT_TAKE.test(words[0] ?? '') ? 'a call that gives no secret' : undefined;
}

function pathReason(assignment: Assignment, name: SecretWord, where: PathClass): string | undefined {
  const { value } = assignment;
  if (where.content === 'translation' && !/\d/.test(value)) return 'path: a translation';
  if (value.length < MIN_LENGTH) return 'length: too short';
  if (isUuid(value) && name.weight < STRONG) return 'datum: a UUID under a weak name';
  // Digits alone are a password or a PIN, never a token or a key.
  return /^\d+$/.test(value) && name.kind !== 'password' ? 'datum: a number' : undefined;
}

/** Weak passwords look like words, so they are known by list: surer when the entry holds a digit, for harmless values hardly do. */
function judgeWeakPassword(assignment: Assignment, name: SecretWord, where: PathClass): Verdict | undefined {
  const { value, operator } = assignment;
  if (name.kind !== 'password' || name.weight < STRONG || !isWellKnownPassword(value)) return undefined;
  if (ARGUMENTS.has(operator) || where.content === 'translation') return undefined;
  if (assignment.quote === 'none' && where.language === 'code' && assignment.surrounding === 'plain') return undefined;
  const hasDigit = /\d/.test(value);
  const saysIt = value.toLowerCase() === 'password' || assignment.name.toLowerCase().endsWith(value.toLowerCase());
  if (saysIt) return undefined;
  const isSure = hasDigit && value.length >= MIN_LENGTH && where.purpose === 'product' && where.language !== 'prose';
  return finding(name, isSure ? 'medium' : 'low', [saysName(name), 'a well-known weak password']);
}

function judgeByScore(assignment: Assignment, name: SecretWord, where: PathClass): Verdict {
  const { value } = assignment;
  const isPassphrase = /\s/.test(value);
  const score = scoreValue(isPassphrase ? value.replace(/\s+/g, '') : value);
  const level = isPassphrase ? levelOfPassphrase(value, score) : confidenceOfScore(score, value.length);
  if (level === 'none') return dropped(`score: ${score.toFixed(2)}`);
  const reasons = [saysName(name), `the value scores ${score.toFixed(2)} at ${value.length} characters`];
  const needed = neededByShape(assignment, name);
  if (score < needed.score || value.length < needed.length) return dropped(`score: ${needed.why}`);
  let confidence = capped(level, name, where);
  if (where.purpose === 'example' || where.language === 'prose') {
    confidence = stepConfidence(confidence, 'lower');
    reasons.push(`in a test, example or document: ${LESS_SURE}`);
    if (isAgreedSecret(assignment)) {
      confidence = 'low';
      reasons.push('a shared secret in hexadecimal, as test vectors have');
    }
  } else if (assignment.surrounding === 'comment') {
    confidence = stepConfidence(confidence, 'lower');
    reasons.push(`in a comment: ${LESS_SURE}`);
  }
  return finding(name, confidence, reasons);
}

/** What two parties of a key agreement come to: in a test it is a vector of the algorithm. */
function isAgreedSecret({ name, value }: Assignment): boolean {
  return /shared[_. -]?secret$/i.test(name) && /^(?:[0-9a-f]{2}){16,}$/i.test(value);
}

/** The score takes words for words; a passphrase is words, and what is prose has been dropped before. */
function levelOfPassphrase(value: string, score: number): Confidence | 'none' {
  if (value.split(/\s+/).length >= PASSPHRASE_WORDS) return /\d/.test(value) ? 'medium' : 'low';
  const level = confidenceOfScore(score, value.length);
  return level === 'none' ? level : stepConfidence(level, 'lower');
}

/** What a weak name or a weak operator asks of the value. */
function neededByShape(
  assignment: Assignment,
  name: SecretWord,
): { readonly score: number; readonly length: number; readonly why: string } {
  if (name.kind === 'key' || name.weight <= 0.3)
    return { score: 0.97, length: 20, why: 'too little for so weak a name' };
  if (name.weight < STRONG) return { score: 0.97, length: 12, why: 'too little for a weak name' };
  const { operator, value } = assignment;
  if (ARGUMENTS.has(operator)) return { score: 0.95, length: 6, why: 'too little for an argument' };
  // What a sentence tells is most often its next word.
  if (operator === 'is' && !/\d/.test(value)) return { score: 2, length: 0, why: 'too little for a sentence' };
  if (operator === 'is') return { score: 0.95, length: 8, why: 'too little for a sentence' };
  // Tokens and keys are made by machines: what is short or only letters is a word.
  const isMachineMade = name.kind !== 'password' && name.kind !== 'secret';
  if (isMachineMade && !/[\d!#$%^&*?~;+=]/.test(value))
    return { score: 0.95, length: 16, why: 'too little for a text without a digit' };
  return isMachineMade ? { score: 0.7, length: 8, why: 'too little for a token' } : { score: 0, length: 0, why: '' };
}

function capped(level: Confidence, name: SecretWord, where: PathClass): Confidence {
  if (name.kind === 'key' || name.weight <= 0.3) return where.holdsCredentials ? 'medium' : 'low';
  return name.weight < STRONG ? stepConfidence(level, 'lower') : level;
}

function saysName(name: SecretWord): string {
  return `the name says ${name.kind}`;
}

function finding(name: SecretWord, confidence: Confidence, reasons: readonly string[]): Verdict {
  return { kind: 'finding', rule: name.rule, confidence, reasons };
}

function dropped(by: string): Verdict {
  return { kind: 'dropped', by };
}
