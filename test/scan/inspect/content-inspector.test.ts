import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { brief, inspect, makeInspector } from '../engine.js';

const token = githubToken(1);
const other = githubToken(2);
const inspector = makeInspector();

function found(content: string | Uint8Array, path?: string): string[] {
  return inspect(inspector, content, path).discoveries.map(brief);
}

describe('places', () => {
  it.each([
    ['at the start', `${token}\n`, '1:1'],
    ['after CRLF lines', `a\r\nb\r\nkey ${token}\r\n`, '3:5'],
    ['after a tab, which is one column', `\t${token}`, '1:2'],
    ['after multi-byte and astral characters', `é漢😀 ${token}`, '1:5'],
    ['after a byte order mark, which is no column', `\ufeff${token}`, '1:1'],
    ['without a final line feed', `x\ny ${token}`, '2:3'],
    ['after bytes that are no UTF-8', Buffer.concat([Buffer.from([0xff, 0xe9, 0x20]), Buffer.from(token)]), '1:4'],
  ])('%s', (_, content, place) => {
    expect(found(content)).toEqual([`github-personal-access-token ${place} ${token}`]);
  });

  it('end where the secret ends, exclusive', () => {
    const [discovery] = inspect(inspector, `a = "${token}"`).discoveries;
    expect(discovery).toMatchObject({ line: 1, column: 6, endLine: 1, endColumn: 6 + token.length });
  });
});

describe('encodings', () => {
  const text = `line one\n  token: ${token}\nend é😀\n`;
  it.each([
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE without mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without mark', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`)],
  ])('%s', (_, content) => {
    for (const lengths of [[0], [1], [3, 7]]) {
      const { discoveries } = inspect(inspector, content, 'settings.reg', lengths);
      expect(discoveries.map(brief)).toEqual([`github-personal-access-token 2:10 ${token}`]);
    }
  });

  it('leaves out binary content and says so, unless it is asked for', () => {
    const content = Buffer.concat([Buffer.from([0, 1, 2, 3, 0, 9]), Buffer.from(` ${token} `)]);
    expect(inspect(inspector, content)).toMatchObject({ kind: 'binary', discoveries: [], bytes: content.length });
    const { discoveries } = inspect(makeInspector({ binary: 'scan' }), content);
    expect(discoveries.map((one) => one.revealed)).toEqual([token]);
  });
});

describe('inline allow', () => {
  it.each([
    [`x = "${token}" # keepmum:allow`, true],
    [`x = "${token}" # gitleaks:allow`, true],
    [`x = "${token}" // keepmum:allow github-personal-access-token -- sample of the documentation`, true],
    [`x = "${token}" /* keepmum:allow npm-access-token, github-personal-access-token */`, true],
    [`x = "${token}" # keepmum:allow npm-access-token -- not this one`, false],
    [`# keepmum:allow\nx = "${token}"`, false],
    [`x = "${token}" # keepmum:allowed`, false],
  ])('%j', (content, allowed) => {
    const { discoveries } = inspect(inspector, content);
    expect(discoveries.map(({ allowedBy }) => allowedBy)).toEqual([allowed ? 'inline' : undefined]);
  });

  it('can be ignored', () => {
    const strict = makeInspector({ inlineAllow: 'ignored' });
    const { discoveries } = inspect(strict, `x = "${token}" # keepmum:allow`);
    expect(discoveries.map(({ allowedBy }) => allowedBy)).toEqual([undefined]);
  });
});

describe('values', () => {
  it('stay behind unless they are asked for', () => {
    const hiding = makeInspector({ values: 'hidden' });
    const result = inspect(hiding, `x = "${token}"`);
    expect(JSON.stringify(result)).not.toContain(token);
    expect(result.discoveries[0]).toMatchObject({ preview: `ghp_…${token.slice(-4)}`, length: 40 });
  });

  it('have one fingerprint wherever they stand, and another for another value', () => {
    const prints = [`a ${token}`, `\n\n"${token}"`, other].map(
      (content) => inspect(inspector, content).discoveries[0]?.fingerprint,
    );
    expect(prints[0]).toBe(prints[1]);
    expect(prints[0]).not.toBe(prints[2]);
    expect(prints[0]).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('borders', () => {
  const small = makeInspector({ textBytes: 1024 * 1024 });

  it('find the same whatever the cuts and however little fits at once', () => {
    const filler = `const harmless = compute(input, ${base62('filler', 9)});\n`.repeat(60);
    const piece = fc.oneof(
      fc.constant(filler),
      fc.constant('x'.repeat(70_000)),
      fc.constant('\n'),
      fc.nat(50).map((seed) => `password = "${base62(`word${seed}`, 14)}1"\n`),
      fc.nat(50).map((seed) => `  ${githubToken(seed)}\n`),
      fc.nat(9).map((seed) => `url: https://bob:${base62(`url${seed}`, 12)}@db.corp.internal/x\n`),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 60 }),
        fc.array(fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.constant(0)), { minLength: 1, maxLength: 5 }),
        fc.nat(600_000),
        (pieces, lengths, padding) => {
          const content = `${'\n'.repeat(padding)}${pieces.join('')}`;
          const whole = inspect(inspector, content).discoveries;
          const cut = inspect(small, content, 'file.txt', lengths).discoveries;
          expect(cut.map(brief)).toEqual(whole.map(brief));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('count lines and columns through a line far longer than the room', () => {
    const content = `first\n${'é'.repeat(3_000_000)} ${token} ${'y'.repeat(2_000_000)} ${other}\nlast ${token}\n`;
    expect(inspect(small, content).discoveries.map(brief)).toEqual([
      `github-personal-access-token 2:3000002 ${token}`,
      `github-personal-access-token 2:${3_000_002 + 41 + 2_000_000 + 1} ${other}`,
      `github-personal-access-token 3:6 ${token}`,
    ]);
  });
});

describe('surroundings', () => {
  it('never hide a finding: harmless text around it changes nothing', () => {
    const harmless = fc.string({
      unit: fc.constantFrom('a', 'e', ' ', '\n', '.', '(', ')', ';', 'é', '😀'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(harmless, harmless, fc.nat(1000), (before, after, seed) => {
        const value = githubToken(seed);
        const values = inspect(inspector, `${before} ${value} ${after}`).discoveries.map(({ revealed }) => revealed);
        expect(values).toContain(value);
      }),
      { numRuns: 200 },
    );
  });
});
