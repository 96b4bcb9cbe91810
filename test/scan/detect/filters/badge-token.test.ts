import { describe, expect, it } from 'vitest';
import { base62 } from '../../../fixtures/made-up-tokens.js';
import { inspect, makeInspector } from '../../engine.js';

const token = base62('badge', 10);
const inspector = makeInspector();

describe('the token of a badge', () => {
  it.each([
    [`[![cov](https://codecov.io/gh/o/r/branch/main/graph/badge.svg?token=${token}Q7)](https://codecov.io)`, 0],
    [`https://api.corp.internal/v1/items?token=${token}Q7x`, 1],
    [`badge_svg_token = "${token}Q7x"`, 1],
  ])('%j: %d findings', (text, count) => {
    expect(inspect(inspector, text, 'README.md').discoveries.length).toBe(count);
  });
});
