import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetFolder } from '../../../src/core/asset-folder.js';
import { SimdSearch } from '../../../src/core/literals/simd-search.js';
import { engineTablesOf } from '../../../src/scan/detect/built-tables.js';
import { Detector } from '../../../src/scan/detect/detector.js';
import { loadRegexEngine } from '../../../src/scan/detect/regex/regex-engine.js';
import { RuleTrials, type Trial } from '../../../src/scan/detect/trials.js';
import { loadBuiltinRules } from '../../../src/scan/rules/load-builtin.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';

const rules = loadBuiltinRules(assetFolder());
const { index, literals } = engineTablesOf(rules, assetFolder());
const detector = new Detector(rules, loadRegexEngine(), index);
const trials = new RuleTrials(rules, loadRegexEngine(), index);
const search = new SimdSearch(literals, 1024 * 1024);

function request(text: string) {
  const length = search.text.write(text);
  return { bytes: search.text, ownFrom: 0, ownTo: length, length, path: 'src/settings.py' };
}

function trialsOf(text: string): readonly Trial[] {
  const asked = request(text);
  return [...trials.try(asked, search.search(asked.bytes, 0, asked.length))];
}

/** What came through every step, as `rule start-end`. */
function passed(text: string): readonly string[] {
  return trialsOf(text).flatMap(({ rules: [rule], outcome }) => {
    if (outcome.step === 'regex') {
      return outcome.judged.flatMap(({ raw, judgement }) =>
        'confidence' in judgement ? [`${rule.id} ${raw.start}-${raw.end}`] : [],
      );
    }
    if (outcome.step !== 'assignment' || outcome.read?.verdict.kind !== 'finding') return [];
    const { assignment, verdict } = outcome.read;
    return [`${verdict.rule} ${assignment.valueStart}-${assignment.valueEnd}`];
  });
}

function detected(text: string): readonly string[] {
  const asked = request(text);
  const matches = detector.detect(asked, search.search(asked.bytes, 0, asked.length));
  return matches.map(({ rule, start, end }) => `${rule.id} ${start}-${end}`);
}

describe('trials', () => {
  it('come to what the detector comes to, whatever the text', () => {
    const piece = fc.oneof(
      fc.nat(20).map((seed) => `token = "${githubToken(seed)}"\n`),
      fc.nat(20).map((seed) => `password: ${base62(`word${seed}`, 14)}1\n`),
      fc.nat(20).map((seed) => `url: https://bob:${base62(`url${seed}`, 12)}@db.corp.internal/x\n`),
      fc.constant('AKIA and ghp_ and "secret": "<secret>" are none\n'),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect([...passed(text)].sort()).toEqual([...detected(text)].sort());
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a prefix without a token', 'x ghp_ y', 'github-personal-access-token', 'tail'],
    ['a URL without a password', 'see https://db.corp.internal/x', 'url-password', 'gate'],
    ['a name that is given nothing', 'the password was lost', 'generic-password', 'assignment'],
    ['nothing long enough', 'FACEBOOK_APP_TOKEN = none', 'facebook-app-token', 'run'],
    ['a regex that does not match', 'Authorization: Basic x', 'http-basic-authorization', 'regex'],
  ])('say how far it came: %s', (_, text, rule, step) => {
    const steps = trialsOf(text)
      .filter((trial) => trial.rules.some(({ id }) => id === rule))
      .map(({ outcome }) => outcome.step);
    expect(steps).toContain(step);
  });
});
