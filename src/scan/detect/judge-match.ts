import type { Confidence, Rule } from '../rules/rule.js';
import { stepConfidence } from './confidence-step.js';
import { shannonEntropy } from './entropy.js';
import { placeholderReason } from './filters/placeholder.js';
import { urlPasswordDoubt } from './filters/url-password.js';
import type { Match } from './match.js';
import { checkValidity } from './validity/check-validity.js';

/** What a rule's regular expression found, as text. */
export interface Candidate {
  readonly rule: Rule;
  readonly secret: string;
  readonly match: string;
  readonly line: string;
  readonly path: string;
}

/** What came of a candidate: how sure, or which filter dropped it. */
export type Judgement = Pick<Match, 'confidence' | 'validity' | 'reasons'> | { readonly droppedBy: string };

/** @param isAllowed whether an allowlist of the rule or of the whole rule set names it */
export function judgeMatch(candidate: Candidate, isAllowed: (candidate: Candidate) => boolean): Judgement {
  const { rule, secret } = candidate;
  if (rule.entropy > 0 && shannonEntropy(secret) <= rule.entropy) return { droppedBy: 'entropy' };
  if (isAllowed(candidate)) return { droppedBy: 'allowlist' };
  const reasons = [`has the shape of ${describe(rule)}`];
  let confidence: Confidence = rule.confidence;
  let validity: Match['validity'] = 'not-checked';
  const placeholder = placeholderReason(secret);
  if (rule.checksum !== undefined) {
    const check = checkValidity(rule.checksum, secret);
    validity = check.validity;
    reasons.push(check.reason);
    if (check.confidence !== undefined) confidence = stepConfidence(confidence, check.confidence);
  }
  // A right checksum outweighs what the characters look like; nothing else does.
  if (placeholder !== undefined && validity !== 'checksum-ok') {
    reasons.push(placeholder);
    confidence = 'low';
  }
  const doubt = URL_ISSUERS.has(rule.issuer) ? urlPasswordDoubt(secret, candidate.match) : undefined;
  if (doubt !== undefined) {
    reasons.push(doubt.reason);
    confidence = doubt.kind === 'sample' ? 'low' : stepConfidence(confidence, 'lower');
  }
  return { confidence, validity, reasons };
}

/** Issuers whose rules capture the password of a URL. */
const URL_ISSUERS = new Set(['url', 'database']);

function describe(rule: Rule): string {
  return rule.anchor ? `rule ${rule.id}, which starts with a fixed text` : `rule ${rule.id}`;
}
