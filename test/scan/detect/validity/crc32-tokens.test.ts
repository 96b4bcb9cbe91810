import { expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';
import { SAMPLES } from './samples.js';

const sample = (name: string) => SAMPLES.find(([one]) => one === name)?.[1].join('') ?? '';

it.each(['\\=', '%3D', '%3d'])('an Atlassian token in an address, with %s for =, is still right', (escaped) => {
  expect(checkValidity('atlassian', sample('atlassian').replace('=', escaped)).validity).toBe('checksum-ok');
});

it('a Grafana checksum may be upper case', () => {
  const token = sample('grafana-service');
  expect(checkValidity('grafana-service', token.slice(0, -8) + token.slice(-8).toUpperCase()).validity).toBe(
    'checksum-ok',
  );
});

it.each([
  ['github', ['github_pat_', 'A'.repeat(82)]],
  ['github', ['ghr_', 'a'.repeat(76)]],
  ['npm', ['12345678-1234-4123-8123-', '123456789abc']],
  ['cloudflare', ['v1.0-', 'a'.repeat(60)]],
  ['gitlab-routable', ['glpat-', 'a'.repeat(20)]],
] as const)('%s: a form without a checksum is left as it is', (name, pieces) => {
  expect(checkValidity(name, pieces.join(''))).toEqual({
    validity: 'unknown',
    reason: 'this form of it carries no checksum',
  });
});

it('a GitLab token names its project', () => {
  const token = SAMPLES.filter(([one]) => one === 'gitlab-routable').map(([, pieces]) => pieces.join(''));
  const reasons = token.map((one) => checkValidity('gitlab-routable', one).reason);
  expect(reasons).toEqual(expect.arrayContaining([expect.stringMatching(/^its checksum is right/)]));
});
