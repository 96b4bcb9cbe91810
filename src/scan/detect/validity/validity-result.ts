import type { DecodedText } from '../../decode/decode-value.js';
import type { Validity } from '../../finding.js';
import type { ConfidenceStep } from '../confidence-step.js';

/** What a credential's own structure says about it. */
export interface ValidityResult {
  readonly validity: Validity;
  /** One clause, lower case; never the value. */
  readonly reason: string;
  /** Which way the confidence moves. */
  readonly confidence?: ConfidenceStep;
  /** What the credential is an encoding of, when that is the secret. */
  readonly inside?: DecodedText;
}

/** @param now decides what has expired */
export type ValidityCheck = (secret: string, now: Date) => ValidityResult;

/** The checksum or the inner structure is right. */
export function sound(reason: string): ValidityResult {
  return { validity: 'checksum-ok', reason, confidence: 'raise' };
}

/** The checksum or the inner structure is wrong: most such texts were edited or made up. */
export function unsound(reason: string): ValidityResult {
  return { validity: 'checksum-bad', reason, confidence: 'lower' };
}

/** It decodes as something that opens nothing. It is shown to who asks for everything all the same: structure alone drops nothing. */
export function harmless(reason: string): ValidityResult {
  return { validity: 'invalid', reason, confidence: 'lowest' };
}

/** Looked at, and nothing is proven either way. */
export function undecided(reason: string): ValidityResult {
  return { validity: 'unknown', reason };
}
