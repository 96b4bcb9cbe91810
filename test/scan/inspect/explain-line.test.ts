import { describe, expect, it } from 'vitest';
import { assetFolder } from '../../../src/core/asset-folder.js';
import { explainLine } from '../../../src/scan/inspect/explain-line.js';
import { expandExample } from '../../../src/scan/rules/examples/expand-template.js';
import { loadBuiltinRules } from '../../../src/scan/rules/load-builtin.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';

const rules = loadBuiltinRules(assetFolder());
const value = base62('explain', 16);
const token = githubToken(3);

function explain(text: string | Buffer, line: number, path = 'src/app.py') {
  return explainLine(Buffer.from(text as Buffer), line, path, rules);
}

describe('explainLine', () => {
  it('names the rule, its keyword and the value, but never shows it', () => {
    const explained = explain(`import os\n\nDB_PASSWORD = "${value}"\n`, 3);
    expect(explained?.candidates).toMatchObject([
      { rules: ['generic-password'], keyword: 'pass', column: 4, outcome: 'match', value: { line: 3, column: 16 } },
    ]);
    expect(explained?.found).toMatchObject([{ rule: 'generic-password', confidence: 'high', line: 3, column: 16 }]);
    expect(JSON.stringify(explained)).not.toContain(value);
  });

  it('says which filter dropped a value', () => {
    const explained = explain('password = "$DB_VALUE"\n', 1);
    expect(explained?.found).toEqual([]);
    expect(explained?.candidates).toMatchObject([{ outcome: 'dropped' }]);
    expect(explained?.candidates[0]?.reasons.join()).toContain('template');
  });

  it('says that a more specific rule has the value', () => {
    const explained = explain(`token = "${token}"`, 1);
    expect(explained?.candidates.filter(({ outcome }) => outcome === 'match').length).toBeGreaterThan(1);
    expect(explained?.found).toMatchObject([{ rule: 'github-personal-access-token', column: 10 }]);
  });

  it('shows what starts on an earlier line and ends here', () => {
    const text = expandExample({ text: 'x\n{{pem:PRIVATE KEY}}\n' }, 'pem').text;
    for (const line of [2, 3]) {
      const explained = explain(text, line);
      expect(explained?.found.map(({ rule, line: first }) => [rule, first])).toEqual([[expect.any(String), 2]]);
    }
    expect(explain(text, 1)).toEqual({ candidates: [], found: [] });
  });

  it('counts lines and columns of a file far longer than any window, in characters', () => {
    const text = `${'é\n'.repeat(90_000)}é ${token}\n`;
    expect(explain(text, 90_001)?.found).toMatchObject([{ line: 90_001, column: 3, length: token.length }]);
    expect(explain(text, 90_000)?.found).toEqual([]);
  });

  it.each([
    ['UTF-8 with mark', Buffer.from(`\ufeffx = "${token}"\n`), 6],
    ['UTF-16', Buffer.from(`\ufeffx = "${token}"\n`, 'utf16le'), 6],
  ])('reads %s', (_, content, column) => {
    expect(explain(content, 1)?.found).toMatchObject([{ rule: 'github-personal-access-token', line: 1, column }]);
  });

  it('knows which lines there are', () => {
    expect(explain('a\nb', 2)).toEqual({ candidates: [], found: [] });
    expect(explain('a\nb', 3)).toBeUndefined();
    expect(explain('a\n', 2)).toBeUndefined();
    expect(explain('', 1)).toBeUndefined();
  });

  it('judges by the path', () => {
    const line = `password = "${value}"`;
    expect(explain(line, 1, 'app.conf')?.found).toMatchObject([{ confidence: 'high' }]);
    expect(explain(line, 1, 'test/app.conf')?.found).toMatchObject([{ confidence: 'medium' }]);
  });
});
