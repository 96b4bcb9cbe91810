import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { measured } from './measured.js';

const MB = 1e6;
/** Seconds on a busy machine, a hundred times what it takes: only what is not linear gets there. */
const MOST_SECONDS = 100;
const MOST_MEMORY = 400 * MB;
const minified = `!function(e,t){var n={};function r(o){if(n[o])return n[o].exports;var i=n[o]={i:o,l:!1,exports:{}};return e[o].call(i.exports,i,i.exports,r),i.l=!0,i.exports}r.m=e,r.c=n,t.token=r(${base62('min', 6)}),t.password="".concat(e.key,"=")}({a:[1,2,3]},this);`;

/** A text of this many bytes, over and over the same. */
const HOSTILE: readonly (readonly [name: string, unit: string, bytes: number])[] = [
  ['one line', 'x', 100 * MB],
  ['one line of words', 'lorem ipsum dolor ', 100 * MB],
  ['a keyword', 'ghp_', 50 * MB],
  ['another keyword', 'secret', 50 * MB],
  ['password=', 'password=', 50 * MB],
  ['password=" that is never closed', 'password="', 50 * MB],
  ['password: and nothing', 'password:\n', 20 * MB],
  ['double quotes', '"', 50 * MB],
  ['backslashes', 'password="\\\\\\\\\\\\\\\\', 20 * MB],
  ['braces', '{', 50 * MB],
  ['nested JSON', '{"password":[', 20 * MB],
  ['nested markup', '<password><a>', 20 * MB],
  ['nested calls', 'password(getenv(', 20 * MB],
  ['template openings', 'password=${{ a ', 20 * MB],
  ['a minified bundle', minified, 50 * MB],
  ['openings of private keys', '-----BEGIN RSA PRIVATE KEY-----', 20 * MB],
  ['openings of private keys, a line each', '-----BEGIN RSA PRIVATE KEY-----\n', 20 * MB],
  ['JWT starts', 'eyJ', 20 * MB],
  ['JWT starts with dots', 'eyJhbGciOiJIUzI1NiJ9.eyJ', 20 * MB],
  ['URL marks', '://', 20 * MB],
  ['URLs with half a password', 'https://a:b', 20 * MB],
  ['concatenations', 'password = "a" + ', 20 * MB],
  ['continuation bytes', 'password=\u0080\u0080', 20 * MB],
  ['blanks behind a name', `password${' '.repeat(4000)}`, 20 * MB],
  ['blank lines behind a name', `password:${'\n'.repeat(4000)}`, 20 * MB],
  ['passwords', `password = "${'hK8#vQz2'}!mXpL3"\n`, 20 * MB],
  ['tokens side by side', githubToken(3), 20 * MB],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(HOSTILE)('%s', async (name, unit, bytes) => {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.txt`);
  const block = Buffer.from(unit.repeat(Math.ceil(MB / unit.length)));
  const descriptor = openSync(file, 'w');
  for (let written = 0; written < bytes; ) written += writeSync(descriptor, block);
  writeSync(descriptor, `\n\nkey: ${githubToken(1)}\n`);
  closeSync(descriptor);
  const { status, seconds, memory, stdout } = await measured([
    'scan',
    '--jobs',
    '1',
    '--format',
    'json',
    '--confidence',
    'low',
    file,
  ]);
  rmSync(file);
  const { coverage, findings } = JSON.parse(stdout);
  // The last line counts too, unless there was more to find than a report can hold.
  const reasons = coverage.missed.map((missed: { reason: string }) => missed.reason);
  if (reasons.length > 0) expect(reasons).toEqual(['too-many-findings']);
  else expect(findings.map((finding: { rule: string }) => finding.rule)).toContain('github-personal-access-token');
  expect(status).toBe(1);
  expect(seconds).toBeLessThan(MOST_SECONDS);
  expect(memory).toBeLessThan(MOST_MEMORY);
});
