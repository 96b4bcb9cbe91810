import { describe, expect, test } from 'vitest';
import { resolveScan, type ScanSite, type TypedScan } from '../../src/config/resolve-scan.js';
import type { RawScan } from '../../src/config/scan-setting.js';
import { smallAssets } from './rule-assets.js';
import { folderWith } from './temporary-folder.js';

function flag(name: string, text: string): RawScan {
  return { [name]: { text, where: () => `"--${name}"`, code: 'USAGE' } };
}

async function resolve(
  files: Readonly<Record<string, string>>,
  typed: Partial<TypedScan> = {},
  site: Partial<ScanSite> = {},
) {
  const cwd = folderWith({ '.git/': '', ...files });
  const { request, notes } = await resolveScan(
    { paths: [], settings: {}, values: 'hidden', lineHashes: 'unwanted', ...typed },
    { assetFolder: smallAssets(), cwd, cores: 3, configFlag: undefined, environment: {}, ...site },
  );
  return { request, notes, ids: request.rules.rules.map(({ id }) => id) };
}

const refusal = (code: string, message: string, hints?: readonly string[]) =>
  expect.objectContaining({ code, message, ...(hints && { hints }) });

test('without anything said, the defaults', async () => {
  const { request, ids, notes } = await resolve({});
  expect({ ...request, rules: undefined }).toEqual({
    paths: ['.'],
    files: 'gitignore',
    binary: 'skip',
    maxFileSize: 0,
    jobs: 3,
    timeLimit: 0,
    rules: undefined,
    confidence: 'medium',
    severity: 'low',
    values: 'hidden',
    inlineAllow: 'honoured',
    lineHashes: 'unwanted',
    environment: {},
  });
  expect(ids).toEqual(['alpha', 'beta', 'gamma']);
  expect(notes).toEqual([]);
});

describe('[scan]', () => {
  const everything = `
[scan]
confidence = "high"
severity = "medium"
jobs = 2
maxFileSize = "10M"
timeLimit = "5m"
binary = true
allFiles = true
inlineAllow = false
skip = ["beta"]
`;

  test('sets what flags set', async () => {
    const { request, ids, notes } = await resolve({ 'keepmum.toml': everything });
    expect(request).toMatchObject({
      files: 'all',
      binary: 'scan',
      maxFileSize: 10_485_760,
      jobs: 2,
      timeLimit: 300_000,
      confidence: 'high',
      severity: 'medium',
      inlineAllow: 'ignored',
    });
    expect(ids).toEqual(['alpha', 'gamma']);
    expect(notes).toEqual(['using keepmum.toml']);
  });

  test('gives way to flags', async () => {
    const settings = { ...flag('confidence', 'low'), ...flag('jobs', '1') };
    const { request } = await resolve({ 'keepmum.toml': everything }, { settings });
    expect(request).toMatchObject({ confidence: 'low', jobs: 1, severity: 'medium' });
  });

  test.each([
    ['[scan]\n\nmax-file-size = "1M"', 'line 3: unknown key "max-file-size" in [scan]', 'did you mean "maxFileSize"?'],
    ['[scan]\nconfidnce = "low"', 'line 2: unknown key "confidnce" in [scan]', 'did you mean "confidence"?'],
    ['[scna]\njobs = 1', 'line 1: unknown key "scna" at the top level', 'did you mean "scan"?'],
    ['[scan]\njobs = "four"', 'line 2: "jobs" is something else, expected a number', undefined],
    ['[scan]\nbinary = "yes"', 'line 2: "binary" is something else, expected true or false', undefined],
    ['[scan]\nonly = "alpha"', 'line 2: "only" is something else, expected a list of strings', undefined],
    ['scan = 4', 'line 1: "scan" is not a table, expected [scan]', undefined],
    ['[extend]\nuseDefalt = true', 'line 2: unknown key "useDefalt" in [extend]', 'did you mean "useDefault"?'],
  ])('refuses %j', async (source, found, hint) => {
    const hints = hint === undefined ? [] : [hint];
    await expect(resolve({ 'keepmum.toml': source })).rejects.toThrow(
      refusal('CONFIG_INVALID', `cannot use "keepmum.toml": ${found}`, hints),
    );
  });

  test.each([
    ['[scan]\njobs = 0', '"jobs" in keepmum.toml, line 2: found "0", expected a whole number from 1 to 256'],
    [
      '[scan]\ntimeLimit = "soon"',
      '"timeLimit" in keepmum.toml, line 2: found "soon", expected a time such as 30s, 5m or 1h',
    ],
    ['\n[scan]\nconfidence = "sure"', '"confidence" in keepmum.toml, line 3: found "sure", expected high, medium, low'],
    ['[scan]\nonly = ["alpa"]', '"only" in keepmum.toml, line 2: found "alpa", expected the id of a rule'],
  ])('understands no %j', async (source, found) => {
    await expect(resolve({ 'keepmum.toml': source })).rejects.toThrow(refusal('CONFIG_INVALID', `cannot use ${found}`));
  });

  test('says where TOML ends to be TOML, and shows nothing of the file', async () => {
    const source = 'title = "x"\npassword = "not-for-the-log\n';
    const error: unknown = await resolve({ 'keepmum.toml': source }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(String(error)).toMatch(/cannot read "keepmum.toml": line 2, column \d+: /);
    expect(String(error)).not.toContain('not-for-the-log');
  });
});

describe('which rules', () => {
  test.each([
    [flag('only', 'beta'), ['beta']],
    [flag('only', 'gamma, alpha'), ['alpha', 'gamma']],
    [flag('skip', 'alpha,beta'), ['gamma']],
    [{ ...flag('only', 'alpha,beta'), ...flag('skip', 'beta') }, ['alpha']],
  ])('%#', async (settings, ids) => {
    expect((await resolve({}, { settings })).ids).toEqual(ids);
  });

  test('another choice is another rule set', async () => {
    const all = await resolve({});
    const some = await resolve({}, { settings: flag('skip', 'alpha') });
    const same = await resolve({}, { settings: flag('only', 'beta,gamma') });
    expect(some.request.rules.hash).not.toBe(all.request.rules.hash);
    expect(some.request.rules.hash).toBe(same.request.rules.hash);
  });

  test('--skip adds to the file, --only replaces it', async () => {
    const files = { 'keepmum.toml': '[scan]\nskip = ["alpha"]' };
    expect((await resolve(files, { settings: flag('skip', 'beta') })).ids).toEqual(['gamma']);
    expect((await resolve(files, { settings: flag('only', 'alpha') })).ids).toEqual(['alpha']);
  });

  test('a misspelt one is an error with the nearest', async () => {
    await expect(resolve({}, { settings: flag('skip', 'gama') })).rejects.toThrow(
      refusal('USAGE', 'cannot use "--skip": found "gama", expected the id of a rule', ['did you mean "gamma"?']),
    );
  });

  test('none at all is an error', async () => {
    await expect(resolve({}, { settings: flag('skip', 'alpha,beta,gamma') })).rejects.toThrow('no rule is left');
  });
});
