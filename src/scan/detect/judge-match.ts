import type { Confidence, Rule } from '../rules/rule.js';
import { stepConfidence } from './confidence-step.js';
import { shannonEntropy } from './entropy.js';
import { jwtRemnantReason } from './filters/jwt-remnant.js';
import { placeholderReason } from './filters/placeholder.js';
import { isPublishedValue } from './filters/published-value.js';
import { urlPasswordDoubt } from './filters/url-password.js';
import { isWellKnownPassword } from './filters/weak-password.js';
import type { Match } from './match.js';
import { checkValidity } from './validity/check-validity.js';
import type { ValidityResult } from './validity/validity-result.js';

/** What a rule's regular expression found, as text. */
export interface Candidate {
  readonly rule: Rule;
  readonly secret: string;
  readonly match: string;
  readonly line: string;
  readonly path: string;
}

/** What came of a candidate: how sure, or which filter dropped it. */
export type Judgement = Pick<Match, 'confidence' | 'validity' | 'reasons' | 'decoded'> | { readonly droppedBy: string };

/** @param isAllowed whether an allowlist of the rule or of the whole rule set names it */
export function judgeMatch(candidate: Candidate, isAllowed: (candidate: Candidate) => boolean): Judgement {
  const { rule, secret } = candidate;
  if (rule.entropy > 0 && shannonEntropy(secret) <= rule.entropy) return { droppedBy: 'entropy' };
  if (isAllowed(candidate)) return { droppedBy: 'allowlist' };
  const nothing = jwtRemnantReason(secret) ?? digestReason(candidate);
  if (nothing !== undefined) return { droppedBy: nothing };
  const reasons = [`has the shape of ${describe(rule)}`];
  let confidence: Confidence = rule.confidence;
  let validity: Match['validity'] = 'not-checked';
  let inside: ValidityResult['inside'];
  if (rule.checksum !== undefined) {
    const check = checkValidity(rule.checksum, secret);
    validity = check.validity;
    reasons.push(check.reason);
    inside = check.inside;
    if (check.confidence !== undefined) confidence = stepConfidence(confidence, check.confidence);
  }
  const placeholder = placeholderReason(inside?.text ?? secret);
  // A right checksum outweighs what the characters look like; nothing else does.
  if (placeholder !== undefined && validity !== 'checksum-ok') {
    reasons.push(placeholder);
    confidence = 'low';
  }
  if (isPublishedValue(inside?.text ?? secret)) {
    reasons.push('a value printed in a standard or a manual');
    confidence = 'low';
  }
  if (inside !== undefined && isWeak(inside.text)) {
    reasons.push('a password that everybody knows');
    confidence = 'low';
  }
  const doubt = URL_ISSUERS.has(rule.issuer) ? urlPasswordDoubt(secret, candidate.match) : undefined;
  if (doubt !== undefined) {
    reasons.push(doubt.reason);
    confidence = doubt.kind === 'sample' ? 'low' : stepConfidence(confidence, 'lower');
  }
  const decoded = inside && { value: Buffer.from(inside.text), from: inside.from };
  return { confidence, validity, reasons, ...(decoded && { decoded }) };
}

const DIGEST_NAME = /\b(?:sha-?(?:1|224|256|384|512)|md5|blake2[bs]?)[=-]$/i;
/** Characters. */
const SHORTEST = 6;
/** Issuers whose rules capture the password of a URL. */
const URL_ISSUERS = new Set(['url', 'database']);

/** `sha256=…` of a list of files: a rule that takes the word before it for its name is wrong. */
function digestReason({ secret, match }: Candidate): string | undefined {
  const at = match.indexOf(secret);
  return at > 0 && DIGEST_NAME.test(match.slice(0, at)) ? 'a digest' : undefined;
}

/** Tests and manuals write passwords of one short word; a list holds those of more. */
function isWeak(password: string): boolean {
  return password.length < SHORTEST || isWellKnownPassword(password);
}

function describe(rule: Rule): string {
  return rule.anchor ? `rule ${rule.id}, which starts with a fixed text` : `rule ${rule.id}`;
}
