import { CONFIDENCES, type Confidence } from '../rules/rule.js';

/** One step up or down from `confidence`; the ends stay. */
export function stepConfidence(confidence: Confidence, direction: 'raise' | 'lower'): Confidence {
  const at = CONFIDENCES.indexOf(confidence) + (direction === 'raise' ? -1 : 1);
  return CONFIDENCES[Math.min(CONFIDENCES.length - 1, Math.max(0, at))] ?? confidence;
}
