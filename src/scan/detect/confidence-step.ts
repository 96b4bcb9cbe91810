import { CONFIDENCES, type Confidence } from '../rules/rule.js';

/** One step up or down, where there is one, or down to the end. */
export type ConfidenceStep = 'raise' | 'lower' | 'lowest';

export function stepConfidence(confidence: Confidence, direction: ConfidenceStep): Confidence {
  if (direction === 'lowest') return 'low';
  const at = CONFIDENCES.indexOf(confidence) + (direction === 'raise' ? -1 : 1);
  return CONFIDENCES[Math.min(CONFIDENCES.length - 1, Math.max(0, at))] ?? confidence;
}
