import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ResolvedRules, resolveRules } from '../../src/config/resolve-rules.js';
import { smallAssets } from './rule-assets.js';
import { folderWith } from './temporary-folder.js';

async function resolve(files: Readonly<Record<string, string>>): Promise<ResolvedRules> {
  const cwd = folderWith({ '.git/': '', ...files });
  return resolveRules({}, [], { assetFolder: smallAssets(), cwd, configFlag: undefined, environment: {} });
}

const ids = ({ ruleSet }: ResolvedRules): readonly string[] => ruleSet.rules.map(({ id }) => id);
const ruleOf = ({ ruleSet }: ResolvedRules, id: string) => ruleSet.rules.find((rule) => rule.id === id);

const DELTA = `[[rules]]
id = "delta"
description = "Token of delta"
regex = '''delta_[a-z]{8}'''
keywords = ["delta_"]
`;

describe('keepmum.toml', () => {
  test('adds its rules to the built-in ones, with what people read about them', async () => {
    const resolved = await resolve({ 'keepmum.toml': DELTA });
    expect(ids(resolved)).toEqual(['alpha', 'beta', 'delta', 'gamma']);
    expect(resolved.ruleSet.texts?.delta?.title).toBe('Token of delta');
  });

  test('replaces a rule of the same id', async () => {
    const resolved = await resolve({ 'keepmum.toml': DELTA.replaceAll('delta', 'beta') });
    expect(ids(resolved)).toEqual(['alpha', 'beta', 'gamma']);
    expect(ruleOf(resolved, 'beta')?.regex).toBe('beta_[a-z]{8}');
  });

  test('without a regex, adds to a rule of the same id', async () => {
    const resolved = await resolve({
      'keepmum.toml': '[[rules]]\nid = "beta"\nentropy = 2.5\n[[rules.allowlists]]\nstopwords = ["Sample"]\n',
    });
    expect(ruleOf(resolved, 'beta')).toMatchObject({
      regex: '\\b(beta_[a-z]{8})\\b',
      entropy: 2.5,
      keywords: ['beta_'],
    });
    expect(ruleOf(resolved, 'beta')?.allowlists).toMatchObject([{ stopwords: ['sample'] }]);
  });

  test('[extend] useDefault = false leaves its own rules alone', async () => {
    expect(ids(await resolve({ 'keepmum.toml': `[extend]\nuseDefault = false\n${DELTA}` }))).toEqual(['delta']);
  });

  test('[extend] disabledRules leaves out rules; one that does not exist is noted', async () => {
    const resolved = await resolve({ 'keepmum.toml': '[extend]\ndisabledRules = ["beta", "omega"]\n' });
    expect(ids(resolved)).toEqual(['alpha', 'gamma']);
    expect(resolved.notes).toContain('keepmum.toml names the rule "omega", which does not exist');
  });

  test('global allowlists, and those for some rules', async () => {
    const resolved = await resolve({
      'keepmum.toml':
        "[[allowlists]]\npaths = ['^vendor/']\n[[allowlists]]\ntargetRules = ['gamma']\nstopwords = ['demo']\n",
    });
    expect(resolved.ruleSet.allowlists).toMatchObject([{ paths: ['^vendor/'] }]);
    expect(ruleOf(resolved, 'gamma')?.allowlists).toMatchObject([{ stopwords: ['demo'] }]);
    expect(ruleOf(resolved, 'alpha')?.allowlists).toEqual([]);
  });

  test('changes the hash of the rule set', async () => {
    const hashes = await Promise.all(
      [{}, { 'keepmum.toml': DELTA }, { 'keepmum.toml': "[[allowlists]]\npaths = ['x']\n" }].map(
        async (files) => (await resolve(files)).ruleSet.hash,
      ),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  test('with a fault in a rule names file and line', async () => {
    await expect(resolve({ 'keepmum.toml': `\n${DELTA}regx = "x"\n` })).rejects.toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: 'cannot use "keepmum.toml": its rules have a problem',
        hints: [expect.stringMatching(/^keepmum\.toml:\d+: rule "delta": unknown key "regx", did you mean "regex"\?$/)],
      }),
    );
  });

  test('an amendment with another fault is told', async () => {
    const source = '[[rules]]\nid = "beta"\nentrpy = 2\n';
    await expect(resolve({ 'keepmum.toml': source })).rejects.toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

describe('.gitleaks.toml', () => {
  test('with rules and no [extend] runs its rules alone, as gitleaks does', async () => {
    expect(ids(await resolve({ '.gitleaks.toml': `title = "x"\n${DELTA}` }))).toEqual(['delta']);
  });

  test('with useDefault runs the built-in rules too; keys are known in any case', async () => {
    expect(ids(await resolve({ '.gitleaks.toml': `[extend]\nusedefault = true\n${DELTA}` }))).toHaveLength(4);
  });

  test('without rules keeps the built-in ones: an allowlist alone must not switch everything off', async () => {
    const resolved = await resolve({ '.gitleaks.toml': "[allowlist]\npaths = ['''^docs/''']\n" });
    expect(ids(resolved)).toEqual(['alpha', 'beta', 'gamma']);
    expect(resolved.ruleSet.allowlists).toMatchObject([{ paths: ['^docs/'] }]);
  });

  test('builds on another file, twice at most', async () => {
    const base = (next: string) => `[extend]\npath = "${next}"\n`;
    const files = { 'a.toml': DELTA, 'b.toml': `${base('a.toml')}disabledRules = []\n` };
    expect(ids(await resolve({ ...files, '.gitleaks.toml': base('b.toml') }))).toEqual(['delta']);
    const deeper = { ...files, 'a.toml': `${base('z.toml')}${DELTA}`, 'z.toml': DELTA };
    await expect(resolve({ ...deeper, '.gitleaks.toml': base('b.toml') })).rejects.toThrow('expected at most 2');
  });

  test.each([
    ['[extend]\nuseDefault = true\npath = "a.toml"\n', 'line 3: "path" and "useDefault" exclude each other'],
    ['[extend]\nurl = "https://rules.example"\n', 'line 2: "url" is not supported, as a scan uses no network'],
    ['[extend]\ndisabledRules = "beta"\n', 'line 2: "disabledRules" is something else, expected a list of rule ids'],
  ])('refuses %j', async (source, found) => {
    await expect(resolve({ '.gitleaks.toml': source })).rejects.toThrow(`cannot use ".gitleaks.toml": ${found}`);
  });
});

test('a base that does not exist is an error', async () => {
  await expect(resolve({ 'keepmum.toml': `[extend]\npath = "${join('no', 'base.toml')}"\n` })).rejects.toThrow(
    'cannot read "no/base.toml": ENOENT',
  );
});
