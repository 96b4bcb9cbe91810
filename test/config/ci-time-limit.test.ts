import { describe, expect, test } from 'vitest';
import { ciTimeLimit } from '../../src/config/ci-time-limit.js';

const NOW = Date.parse('2026-03-01T12:30:00Z');

describe('how long a job may still take', () => {
  test.each([
    ['nobody says', {}, undefined],
    [
      'GitLab: an hour, of which half is over',
      { CI_JOB_TIMEOUT: '3600', CI_JOB_STARTED_AT: '2026-03-01T12:00:00Z' },
      1_800_000,
    ],
    ['GitLab: it should be over', { CI_JOB_TIMEOUT: '60', CI_JOB_STARTED_AT: '2026-03-01T12:00:00Z' }, 0],
    [
      'GitLab without a start, or with a clock that is wrong',
      { CI_JOB_TIMEOUT: '60', CI_JOB_STARTED_AT: '2030-01-01T00:00:00Z' },
      60_000,
    ],
    ['GitLab, older', { CI_JOB_TIMEOUT: '60' }, 60_000],
    ['Buildkite', { BUILDKITE_TIMEOUT: '90' }, 5_400_000],
    ['Buildkite without a limit', { BUILDKITE_TIMEOUT: '' }, undefined],
    ['no number', { CI_JOB_TIMEOUT: 'long', BUILDKITE_TIMEOUT: '0' }, undefined],
  ])('%s', (_, environment, expected) => {
    expect(ciTimeLimit(environment, NOW)).toBe(expected);
  });
});
