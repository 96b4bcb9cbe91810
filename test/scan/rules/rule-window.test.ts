import { describe, expect, it } from 'vitest';
import { compileTail, standsBehind } from '../../../src/scan/detect/tail.js';
import { ruleReach } from '../../../src/scan/rules/rule-window.js';

/** Whether the rule is woken for a text that starts with its keyword. */
function wakes(regex: string, keyword: string, text: string): boolean {
  const { tails } = ruleReach({ regex, keywords: [keyword] });
  const bytes = Buffer.from(text);
  return standsBehind(compileTail(tails?.[0] ?? []), bytes, keyword.length, bytes.length);
}

describe('ruleReach', () => {
  it.each(['acme_token=ab12', 'ACME_TOKEN=ab12', 'Acme_Token=ab12'])(
    'wakes a rule that ignores case for %s',
    (text) => {
      expect(wakes('(?i:acme[_-]?token)=([a-z0-9]{4})', 'acme', text)).toBe(true);
      expect(wakes('(?mi)acme[_-]?token=([a-z0-9]{4})', 'acme', text)).toBe(true);
    },
  );

  it('keeps case where the regex does, which turns away more', () => {
    expect(wakes('acme_([A-Z]{4})', 'acme_', 'acme_ABCD')).toBe(true);
    expect(wakes('acme_([A-Z]{4})', 'acme_', 'acme_abcd')).toBe(false);
    expect(wakes('(?:acme_)([A-Z]{4})', 'acme_', 'acme_abcd')).toBe(false);
  });

  it.each([
    ['\\bACME_[0-9]{8}', ['acme_'], ['ACME_']],
    ['\\b(?:ac|AC)-[0-9]{8}', ['ac-'], undefined],
    ['\\b(?:AC|zc)-[0-9]{8}', ['ac-', 'zc-'], ['AC-', 'zc-']],
    ['(?i)\\bACME_[0-9]{8}', ['acme_'], undefined],
    ['[0-9]{30}ACME_', ['acme_'], undefined],
  ])('says of %s how its keywords are spelled', (regex, keywords, spellings) => {
    expect(ruleReach({ regex, keywords }).spellings).toEqual(spellings);
  });
});
