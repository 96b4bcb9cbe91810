import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { traceLiterals } from '../../../src/inject/child/trace-forms.js';
import { type DrillOutcome, drill } from '../../../src/inject/drill/drill.js';
import { makeCanary } from '../../../src/inject/drill/make-canary.js';
import { TraceFinder, TraceSearch } from '../../../src/inject/drill/trace-finder.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import type { RunRequest } from '../../../src/inject/run/run-request.js';
import { madeUp, madeUpSecret } from '../child/made-up-secret.js';
import { makeRun } from '../run/made-up-run.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function drillOf(
  script: string,
  names: readonly string[] = ['TOKEN'],
  changes: Partial<RunRequest> = {},
): Promise<DrillOutcome> {
  const { request, tools } = makeRun(script, { input: names[0] as string, ...changes });
  folders.push(request.cwd);
  const wishes = names.map((name) => ({ name, reference: parseReference('vault://kv/ci/x#y'), source: '-e' }));
  return drill(request, wishes, tools);
}

const tracesOf = ({ traces }: DrillOutcome) =>
  traces.map(({ name, form, place, count }) => `${name} ${form} ${place} ${count}`);

describe('a drill', () => {
  test('of a command that keeps mum passes', async () => {
    const outcome = await drillOf('echo working');
    expect(outcome).toMatchObject({ names: ['TOKEN'], traces: [], masked: [], sweep: { hits: [] } });
  });

  test('counts what was masked', async () => {
    const outcome = await drillOf('echo "$TOKEN"; printf %s "$TOKEN" | base64; env | grep TOKEN >&2');
    expect(outcome.traces).toEqual([]);
    expect(outcome.masked).toEqual([
      { stream: 'stdout', name: 'TOKEN', form: 'plain', count: 1 },
      { stream: 'stdout', name: 'TOKEN', form: 'base64', count: 1 },
      { stream: 'stderr', name: 'TOKEN', form: 'plain', count: 1 },
    ]);
  });

  test.each([
    ['a piece', 'echo "$TOKEN" | cut -c3-14'],
    ['reversed', 'echo "$TOKEN" | rev'],
    ['rot13', `echo "$TOKEN" | tr 'A-Za-z' 'N-ZA-Mn-za-m'`],
    ['other case', 'echo "$TOKEN" | tr a-z A-Z'],
    ['spaced hex', `printf %s "$TOKEN" | od -An -tx1`],
    ['base32', 'printf "x%s" "$TOKEN" | base32'],
    ['digits', `printf %s "$TOKEN" | od -An -w99 -tu1 | tr -s ' '`],
  ])('finds %s in the output, which no masker can know', async (form, script) => {
    // Upper case of a piece without small letters is a piece as well.
    expect(tracesOf(await drillOf(script))).toContainEqual(
      expect.stringMatching(new RegExp(`^TOKEN ${form} stdout \\d+$`)),
    );
  });

  test('finds what is left in files, whole and in pieces', async () => {
    const outcome = await drillOf('echo "$TOKEN" > whole; echo "$TOKEN" | rev > reversed');
    expect(outcome.sweep?.hits.map(({ path }) => path.split('/').at(-1))).toEqual(['whole']);
    expect(outcome.traces.map(({ form, place }) => `${form} ${place.split('/').at(-1)}`)).toEqual([
      'reversed reversed',
    ]);
  });

  test('finds it in artefacts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keepmum-artefact-'));
    folders.push(folder);
    const sweep = { files: [], artefacts: [folder], sources: [] };
    expect((await drillOf(`echo "$TOKEN" > ${folder}/x`, ['TOKEN'], { sweep })).sweep?.hits).toHaveLength(1);
  });

  test('stands in for all keys of a path', async () => {
    const outcome = await drillOf('echo "$DB_USERNAME $DB_PASSWORD"', ['IN', 'DB_*']);
    expect(outcome.names).toEqual(['IN', 'DB_USERNAME', 'DB_PASSWORD']);
    expect(outcome.masked.map(({ name }) => name)).toEqual(['DB_USERNAME', 'DB_PASSWORD']);
  });

  test('masks canaries of every shape whole, however they are printed', async () => {
    const names = [
      'TOKEN',
      'GITHUB_TOKEN',
      'DB_PASSWORD',
      'DATABASE_URL',
      'AWS_ACCESS_KEY_ID',
      'SSH_KEY',
      'GCP_JSON',
      'DB_USER',
    ];
    const script = names.map(
      (name) =>
        `printf '%s\\n' "$${name}"; printf %s "$${name}" | base64 -w0; echo; printf %s "$${name}" | od -An -v -tx1 | tr -d ' \\n'; echo`,
    );
    const outcome = await drillOf(script.join('\n'), names);
    expect(outcome.traces).toEqual([]);
    expect(new Set(outcome.masked.map(({ name }) => name))).toEqual(new Set(names));
  });
});

describe('a canary', () => {
  const textOf = (name: string) => Buffer.from(makeCanary(name).reveal()).toString();

  test.each([
    ['GITHUB_TOKEN', /^ghp_\w{36}$/],
    ['aws_access_key_id', /^AKIA[A-Z0-9]{16}$/],
    ['DEPLOY_PRIVATE_KEY', /^-----BEGIN OPENSSH PRIVATE KEY-----\n/],
    ['DATABASE_URL', /^postgres:\/\/drill_\w+:\w{24}@db\.invalid:5432\/drill$/],
    ['GOOGLE_CREDENTIALS', /^\{"user":"drill_/],
    ['DB_USERNAME', /^drill_\w{14}$/],
    ['DB_PASSWORD', /^\w{10}&\w{8}\+\/\w{8}=$/],
    ['ANYTHING', /^\w{32}$/],
  ])('for %s has the shape of one', (name, shape) => {
    expect(textOf(name)).toMatch(shape);
    expect(textOf(name)).not.toBe(textOf(name));
  });
});

describe('the search for traces', () => {
  const text = madeUp('trace');
  const search = new TraceSearch(traceLiterals('A', madeUpSecret('trace'), madeUpSecret('twin')));

  test('counts a run once, however the stream is cut', () => {
    const stream = Buffer.from(`.. ${text.slice(2, 14)} .. ${text.slice(0, 9)} .. ${text}`);
    for (const size of [1, 2, 5, 7, 13, stream.length]) {
      const finder = new TraceFinder(search);
      for (let at = 0; at < stream.length; at += size) finder.look(stream.subarray(at, at + size));
      expect(finder.traces(), `pieces of ${size}`).toEqual([{ name: 'A', form: 'a piece', count: 3 }]);
    }
  });

  test('does not take seven characters for a trace', () => {
    const finder = new TraceFinder(search);
    finder.look(Buffer.from(`${text.slice(0, 7)} ${text.slice(8, 15)}`));
    expect(finder.traces()).toEqual([]);
  });
});
