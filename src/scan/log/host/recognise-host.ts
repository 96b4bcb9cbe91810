import { ACT } from './act.js';
import { AZURE } from './azure.js';
import { BUILDKITE } from './buildkite.js';
import { GITHUB } from './github.js';
import { GITLAB } from './gitlab.js';
import type { LogHost } from './host-reader.js';
import { JENKINS } from './jenkins.js';
import { TEAMCITY } from './teamcity.js';
import { TRAVIS } from './travis.js';

/** Azure before GitHub, whose timestamps it shares. */
const HOSTS: readonly LogHost[] = [AZURE, GITLAB, TRAVIS, BUILDKITE, JENKINS, TEAMCITY, ACT, GITHUB];

const NO_HOST: LogHost = {
  name: 'a file',
  recognises: () => true,
  frame: 'nothing',
  create: () => ({ read: (text) => ({ text }) }),
};

/** Lines that are looked at before a log's host is decided. */
export const SAMPLE_LINES = 64;

/**
 * Whose log this is, by its content; `NO_HOST` reads lines as they are.
 *
 * @param sample the first `SAMPLE_LINES` lines, or fewer
 */
export function recogniseHost(sample: readonly string[]): LogHost {
  const lines = sample.filter((line) => line !== '');
  return HOSTS.find((host) => host.recognises(lines)) ?? NO_HOST;
}
