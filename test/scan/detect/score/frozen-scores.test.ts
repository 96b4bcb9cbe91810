import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreValue } from '../../../../src/scan/detect/score/value-score.js';
import { frozenValues } from '../../../../training/frozen-values.js';

// Scores by the training's own library, not by ours.
const frozen = JSON.parse(readFileSync(new URL('frozen-scores.json', import.meta.url), 'utf8')) as number[];

describe('the published model', () => {
  it('gives the 500 frozen values the scores that the training gave them', () => {
    const values = frozenValues().slice(1);
    expect(frozen).toHaveLength(500);
    values.forEach((value, i) => {
      expect(Math.abs(scoreValue(value) - (frozen[i + 1] as number)), `value ${i + 1}`).toBeLessThan(1e-3);
    });
  });

  it('is frozen on both sides of every threshold', () => {
    expect(frozen.filter((score) => score > 0.95).length).toBeGreaterThan(100);
    expect(frozen.filter((score) => score < 0.05).length).toBeGreaterThan(100);
  });
});
