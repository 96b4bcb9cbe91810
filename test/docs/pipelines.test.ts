import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { INPUT_NAMES } from '../../src/action/runner/inputs.js';
import { blocksOf } from './markdown.js';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>;
}

const WORKFLOWS = '.github/workflows';

describe.each(readdirSync(WORKFLOWS))('%s', (name) => {
  const workflow = parse(readFileSync(join(WORKFLOWS, name), 'utf8')) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('pins what it uses by commit, and says which version that is', () => {
    const used = [...readFileSync(join(WORKFLOWS, name), 'utf8').matchAll(/uses: (.+)/g)].map(([, text]) => text);
    expect(used.length).toBe(steps.filter(({ uses }) => uses !== undefined).length);
    for (const text of used) expect(text).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('has no more rights than it says, and they are few', () => {
    expect(workflow.permissions).toBeDefined();
    expect(JSON.stringify(workflow)).not.toContain('write-all');
    expect(Object.values({ ...(workflow.permissions as object) }).every((right) => right === 'read')).toBe(true);
  });
});

describe('YAML in pages', () => {
  const blocks = ['README.md', 'docs/PIPELINES.md', 'docs/HOOKS.md'].flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === 'yaml')
      .map(({ text }) => ({ page, text })),
  );

  test('is YAML', () => {
    expect(blocks.length).toBeGreaterThan(7);
    for (const { page, text } of blocks) expect(() => parse(text, { strict: true }), `${page}\n${text}`).not.toThrow();
  });

  test('gives the action only inputs that it has', () => {
    const stepsIn = (value: unknown): readonly Step[] => {
      if (typeof value !== 'object' || value === null) return [];
      return [value as Step, ...Object.values(value).flatMap(stepsIn)];
    };
    const uses = blocks.flatMap(({ text }) => stepsIn(parse(text))).filter(({ uses }) => uses === 'keepmum/keepmum@v0');
    expect(uses.length).toBeGreaterThan(3);
    for (const { with: inputs = {} } of uses) {
      for (const name of Object.keys(inputs)) expect(INPUT_NAMES).toContain(name);
    }
  });
});

describe('the GitLab component', () => {
  const [header, jobs] = parseAllDocuments(readFileSync('templates/keepmum.yml', 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });

  test('declares the inputs that it uses, and no others', () => {
    const used = [...JSON.stringify(jobs).matchAll(/\$\[\[ inputs\.(\w+) \]\]/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(header.spec.inputs).sort());
  });

  test('reads whole histories, hands over its report also when there are findings, and asks for an identity', () => {
    const { keepmum, 'keepmum-run': run } = jobs;
    expect(keepmum.variables.GIT_DEPTH).toBe('0');
    expect(keepmum.artifacts.when).toBe('always');
    expect(keepmum.script.join()).toContain(`gitlab=${keepmum.artifacts.reports.secret_detection}`);
    expect(run.id_tokens.VAULT_ID_TOKEN.aud).toBe('$[[ inputs.audience ]]');
  });
});
