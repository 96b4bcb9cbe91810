import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetFolder } from '../../../../src/core/asset-folder.js';
import { commonRuns } from '../../../../src/scan/git/versions/common-runs.js';
import { createVersionInspector } from '../../../../src/scan/git/versions/create-version-inspector.js';
import type { VersionInspector } from '../../../../src/scan/git/versions/version-inspector.js';
import type { InspectionResult } from '../../../../src/scan/inspection.js';
import type { EngineSettings } from '../../../../src/scan/request.js';
import { loadBuiltinRules } from '../../../../src/scan/rules/load-builtin.js';
import { base62, githubToken } from '../../../fixtures/made-up-tokens.js';
import { inspect, makeInspector } from '../../engine.js';

const settings: EngineSettings = {
  rules: loadBuiltinRules(assetFolder()),
  binary: 'skip',
  maxFileSize: 0,
  values: 'revealed',
  inlineAllow: 'honoured',
  lineHashes: 'unwanted',
};

function inspectVersion(inspector: VersionInspector, content: Buffer, path: string): InspectionResult {
  const inspection = inspector.begin(path, content.length);
  for (let at = 0; at < content.length; ) {
    const count = content.copy(inspection.room(), 0, at, at + 65_536);
    inspection.filled(count);
    at += count;
  }
  return inspection.end();
}

/** Lines that something is found in, that nearly are, and that only fill. */
const line = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.integer({ min: 0, max: 200 }).map((n) => `const value${n} = compute(${n}, "text ${n}");`),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => `token = "${githubToken(n)}"`) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => `db_password: '${base62(`p${n}`, 20)}'`) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => `api_key = "${base62(`k${n}`, 32)}" # keepmum:allow`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'password:',
      '  |',
      '-----BEGIN RSA PRIVATE KEY-----',
      '-----END RSA PRIVATE KEY-----',
      '',
      '\ufeffé',
    ),
  },
);

/** Whole lines come and go, or a piece in the middle of one changes what stands around it. */
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('lines' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.integer({ min: 0, max: 30 }),
    insert: fc.array(line, { maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('piece' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    near: fc.constantFrom('password', 'token', 'ghp_', 'api_key'),
    offset: fc.integer({ min: -12, max: 30 }),
    remove: fc.integer({ min: 0, max: 12 }),
    insert: fc.constantFrom('', '"', 'x', '= ', '\n', base62('piece', 12), 'password = "', '# keepmum:allow '),
  }),
);

type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

function apply(text: string, change: Edit): string {
  if (change.kind === 'lines') {
    const lines = text.split('\n');
    lines.splice(Math.floor(change.at * lines.length), change.remove, ...change.insert);
    return lines.join('\n');
  }
  const found = text.indexOf(change.near, Math.floor(change.at * text.length));
  const at = Math.max(0, Math.max(0, found) + change.offset);
  return text.slice(0, at) + change.insert + text.slice(at + change.remove);
}

const versions = fc
  .tuple(
    fc.array(line, { minLength: 20, maxLength: 60 }),
    fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
    fc.integer({ min: 60, max: 120 }),
  )
  .map(([block, history, repeat]) => {
    // Long enough that something lies out of reach of every edit.
    const texts = [Array.from({ length: repeat }, (_, index) => [`// part ${index}`, ...block].join('\n')).join('\n')];
    for (const edits of history) texts.push(edits.reduce(apply, texts.at(-1) ?? ''));
    return texts.map((text) => Buffer.from(text));
  });

describe('versions of a file', () => {
  it('are found in what a scan of each alone finds', () => {
    const plain = makeInspector();
    let [found, whole, searched] = [0, 0, 0];
    fc.assert(
      fc.property(versions, (texts) => {
        const { inspector } = createVersionInspector(settings);
        for (const [index, text] of texts.entries()) {
          const expected = inspect(plain, text, 'src/app.cfg').discoveries;
          expect(inspectVersion(inspector, text, 'src/app.cfg').discoveries).toEqual(expected);
          found += expected.length;
          const before = texts[index - 1];
          if (before === undefined) continue;
          whole += text.length;
          const shared = commonRuns(text, text.length, before, 24_000).reduce(
            (sum, run) => sum + run.end - run.start,
            0,
          );
          searched += text.length - shared;
        }
      }),
      { numRuns: 20 },
    );
    expect(found).toBeGreaterThan(100);
    // Else the comparison would be one of a plain scan with itself.
    expect(searched).toBeLessThan(whole * 0.8);
  }, 120_000);
});

describe('commonRuns', () => {
  const bytes = fc.array(fc.constantFrom('a', 'b', 'abcabcabc'.repeat(50), '0123456789'.repeat(100)), {
    maxLength: 40,
  });

  it('says only what is equal, in order, and without overlap', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, bytes, (head, old, now, tail) => {
        const before = Buffer.from([...head, ...old, ...tail].join(''));
        const text = Buffer.from([...head, ...now, ...tail].join(''));
        let end = 0;
        for (const run of commonRuns(text, text.length, before, 100)) {
          expect(run.start).toBeGreaterThanOrEqual(end);
          expect(run.end).toBeGreaterThan(run.start);
          const same = before.subarray(run.start + run.shift, run.end + run.shift);
          expect(text.subarray(run.start, run.end).equals(same)).toBe(true);
          end = run.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('finds a text that only grew at its start, in its middle, or at its end', () => {
    const old = Buffer.from(Array.from({ length: 4000 }, (_, index) => `line ${index * 7919}\n`).join(''));
    const inserted = Buffer.from('something new\n'.repeat(20));
    for (const at of [0, 20_000, old.length]) {
      const text = Buffer.concat([old.subarray(0, at), inserted, old.subarray(at)]);
      const shared = commonRuns(text, text.length, old, 1000).reduce((sum, { start, end }) => sum + end - start, 0);
      expect(shared).toBeGreaterThan(old.length - 1024);
    }
  });

  it('finds both ways across several differences', () => {
    const lines = Array.from({ length: 9000 }, (_, index) => `line ${index * 7919}\n`);
    const old = Buffer.from(lines.join(''));
    for (const at of [1000, 4000, 7000]) lines[at] = 'another\n';
    const text = Buffer.from(lines.join(''));
    const runs = commonRuns(text, text.length, old, 1000);
    expect(runs.length).toBeGreaterThanOrEqual(4);
    expect(runs.reduce((sum, { start, end }) => sum + end - start, 0)).toBeGreaterThan(text.length * 0.9);
  });
});
