import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Discovery } from '../../../src/scan/discovery.js';
import { base62, githubToken } from '../../fixtures/made-up-tokens.js';
import { brief, inspect, makeInspector } from '../engine.js';
import { base64, decoders, escaped, quotedPrintable } from './encoders.js';

const token = githubToken(1);
const other = githubToken(2);
const password = `${base62('decoded', 14)}7`;
const TEXT = `# settings\nkey = ${token}\npassword = "${password}"\n# and so on, for a line or two\n`;
const inspector = makeInspector();

function discoveries(content: string | Uint8Array, path = 'file.txt'): readonly Discovery[] {
  return inspect(inspector, content, path).discoveries;
}

/** `value <encodings>`, in the order of their places. */
function found(content: string, path?: string): string[] {
  return discoveries(content, path).map(({ revealed, decodedFrom }) => `${revealed} <${decodedFrom}>`);
}

/** What stands at a discovery's place, if that is on one line. */
function shownAt(content: string, { line, column, endLine, endColumn }: Discovery): string {
  expect(endLine).toBe(line);
  return (content.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1);
}

describe('every decoder alone', () => {
  it.each(decoders)('$name', ({ encode, from }) => {
    const content = `before\na: ${encode(TEXT)}\nafter\n`;
    expect(found(content)).toEqual([`${token} <${from}>`, `${password} <${from}>`]);
  });

  it.each(['\\x', '\\u', '&#', '&#x', '\\u{'] as const)('a token written in %s escapes', (kind) => {
    const content = `a: "${escaped(token, kind)}"\n`;
    const [discovery] = discoveries(content);
    expect(discovery).toMatchObject({ revealed: token, line: 1, column: 5 });
    expect(discovery?.decodedFrom).toBe(kind.startsWith('&') ? 'HTML entities' : 'backslash escapes');
    expect(discovery && shownAt(content, discovery)).toBe(escaped(token, kind));
  });

  it('percent escapes around a value that holds none', () => {
    const content = `GET /?q=1&settings=${encodeURIComponent(TEXT)} HTTP/1.1\n`;
    // The token can be read as it stands; the password only as an assignment.
    expect(found(content)).toEqual([`${token} <undefined>`, `${password} <percent>`]);
  });

  it('quoted-printable in a mail, across its soft line breaks', () => {
    const body = quotedPrintable(`Hello, é ${'and so on '.repeat(3)}${token}\npassword = "${password}"\n`);
    const content = `From: a@b.example\nContent-Transfer-Encoding: quoted-printable\n\n${body}\n`;
    expect(found(content, 'mail.eml')).toEqual([`${token} <quoted-printable>`, `${password} <quoted-printable>`]);
  });

  it('the claims of a JSON Web Token', () => {
    const claims = Buffer.from(JSON.stringify({ sub: 'somebody', note: token })).toString('base64url');
    expect(found(`a: xyz.${claims}.abc\n`)).toEqual([`${token} <base64>`]);
  });

  it('a data URL', () => {
    expect(found(`<a href="data:text/plain;base64,${base64(TEXT)}">`, 'a.html')[0]).toBe(`${token} <base64>`);
    expect(found(`<a href="data:text/plain,${encodeURIComponent(TEXT)}">`, 'a.html')[1]).toBe(`${password} <percent>`);
  });

  it('a Helm release: base64 twice around gzip', () => {
    const release = base64(base64(gzipSync(JSON.stringify({ config: { note: token } }))));
    expect(found(`data:\n  release: ${release}\n`, 'secret.yaml')).toEqual([`${token} <base64, base64, gzip>`]);
  });

  it('a value in text that is not ASCII', () => {
    const [discovery] = discoveries(`clé: é ${base64(TEXT)}\n`);
    expect(discovery).toMatchObject({ revealed: token, column: 8 + Math.floor((TEXT.indexOf(token) * 4) / 3) });
  });
});

describe('wrapped lines', () => {
  it.each([60, 64, 72, 76])('of %i characters', (width) => {
    const lines = base64(TEXT.repeat(3)).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
    for (const [between, name] of [
      ['\n', 'flush left'],
      ['\r\n', 'with carriage returns'],
      ['\n    ', 'indented'],
      ['\\n', 'as escapes in a string'],
      ['\\n\\\n', 'as escapes and real ones'],
    ] as const) {
      const content = `a: |\n    ${lines.join(between)}\nb: 1\n`;
      const values = discoveries(content).map(({ revealed, decodedFrom }) => `${revealed} ${decodedFrom}`);
      expect([...new Set(values)].sort(), name).toEqual([`${token} base64`, `${password} base64`].sort());
    }
  });

  it('point at the lines that hold the value', () => {
    const lines = base64(`${'harmless words '.repeat(8)}${TEXT}`).match(/.{1,64}/g) ?? [];
    const content = `a: |\n  ${lines.join('\n  ')}\n`;
    const [discovery] = discoveries(content);
    const at = Math.floor(((120 + TEXT.indexOf(token)) * 4) / 3);
    expect(discovery).toMatchObject({ line: 2 + Math.floor(at / 64), column: 3 + (at % 64) });
  });

  it('do not run into what stands below', () => {
    const line = base64(`note ${token} and some more..`).slice(0, 64);
    expect(line).toHaveLength(64);
    expect(found(`${line}\nsomething else\n`)).toEqual([`${token} <base64>`]);
    expect(found(`${line}\n\n${line}\n`)).toEqual([`${token} <base64>`, `${token} <base64>`]);
  });
});

describe('nested', () => {
  it('up to five deep, and no deeper', () => {
    let content = TEXT;
    for (let depth = 1; depth <= 6; depth++) {
      content = base64(content);
      const from = Array.from({ length: depth }, () => 'base64').join(', ');
      expect(found(`a: ${content}`)).toEqual(depth === 6 ? [] : [`${token} <${from}>`, `${password} <${from}>`]);
    }
  });

  it('in any order of encodings, with the place of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...decoders), { minLength: 1, maxLength: 4 }), fc.nat(9), (order, seed) => {
        const value = githubToken(seed);
        const encoded = order.reduce((text, { encode }) => encode(text), `some words, and then ${value}, and more\n`);
        const [discovery] = discoveries(`a: ${encoded} \n`);
        const from = [...order].reverse().map((one) => one.from);
        expect(discovery).toMatchObject({ revealed: value, decodedFrom: from.join(', '), line: 1 });
        expect(discovery?.column).toBeGreaterThanOrEqual(4);
        expect(discovery?.endColumn).toBeLessThanOrEqual(4 + encoded.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('places', () => {
  it('in base64 are those of the characters that stand for the value', () => {
    fc.assert(
      fc.property(fc.nat(40), (padding) => {
        const content = `a: ${base64(`${'x '.repeat(20)}${' '.repeat(padding)}${token} end`)}`;
        const [discovery] = discoveries(content);
        const shown = discovery === undefined ? '' : shownAt(content, discovery);
        // Whole groups around it hold the value, and it holds whatever stands in it.
        const [start, end] = [(discovery?.column ?? 0) - 4, (discovery?.endColumn ?? 0) - 4];
        const groups = content.slice(3 + Math.floor(start / 4) * 4, 3 + Math.ceil(end / 4) * 4);
        expect(Buffer.from(groups, 'base64').toString()).toContain(token);
        expect(shown.length).toBeLessThanOrEqual(Math.ceil(token.length / 3) * 4 + 2);
      }),
    );
  });

  it('in what was compressed or UTF-16 are those of all that is encoded', () => {
    for (const encoded of [base64(gzipSync(TEXT)), base64(deflateSync(TEXT)), base64(Buffer.from(TEXT, 'utf16le'))]) {
      const content = `a: "${encoded}"`;
      const both = discoveries(content);
      expect(both).toHaveLength(2);
      for (const discovery of both) expect(shownAt(content, discovery)).toBe(encoded);
    }
  });

  it('keep two values in one text apart', () => {
    expect(found(`a: ${base64(`first ${token} second ${other} and so on`)}`)).toEqual([
      `${token} <base64>`,
      `${other} <base64>`,
    ]);
  });
});

describe('one value is one finding', () => {
  it('when it stands there raw and decoded', () => {
    const content = `${token}\n${base64(TEXT)}\n`;
    const prints = discoveries(content).filter(({ revealed }) => revealed === token);
    expect(new Set(prints.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(prints.map(({ decodedFrom }) => decodedFrom)).toEqual([undefined, 'base64']);
  });

  it('when escapes around it change nothing in it', () => {
    expect(found(`https://x.example/?a=%3D&token=${token}&b=%20`)).toEqual([`${token} <undefined>`]);
  });

  it('when the whole looked like a secret before it was read', () => {
    expect(found(`secret_config: ${base64(`DB_PASSWORD=${password}\nDB_HOST=db.internal\n`)}`, 'values.yaml')).toEqual([
      `${password} <base64>`,
    ]);
  });

  it('is allowed by a comment on the line of the encoded text', () => {
    const [discovery] = discoveries(`a: ${base64(`a note: ${token}, and on`)} # keepmum:allow`);
    expect(discovery).toMatchObject({ revealed: token, allowedBy: 'inline' });
  });
});

describe('cuts of the input', () => {
  const small = makeInspector({ textBytes: 1024 * 1024 });

  it('change nothing', () => {
    const filler = `const harmless = compute(input, ${base62('filler', 9)});\n`.repeat(80);
    const text = (seed: number) => `some text before ${githubToken(seed)} and some more text behind it\n`;
    const piece = fc.oneof(
      fc.constant(filler),
      fc.constant('x'.repeat(70_000)),
      fc.nat(20).map((seed) => `a: ${base64(text(seed))}\n`),
      fc.nat(20).map((seed) => `a: |\n  ${(base64(text(seed).repeat(9)).match(/.{1,76}/g) ?? []).join('\n  ')}\n`),
      fc.nat(20).map((seed) => `a: "${escaped(githubToken(seed), '\\u')}"\n`),
      fc.nat(20).map((seed) => `/?${encodeURIComponent(`password: "${base62(`${seed}`, 14)}1"\n`)}\n`),
      fc.nat(20).map((seed) => `a: ${base64(`${'words, and words. '.repeat(9000)}${text(seed)}`)}\n`),
      fc.nat(20).map((seed) => `a: ${base64(gzipSync(text(seed)))}\n`),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 16 }),
        fc.array(fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.constant(0)), { minLength: 1, maxLength: 5 }),
        fc.nat(700_000),
        (pieces, lengths, padding) => {
          const content = `${'\n'.repeat(padding)}${pieces.join('')}`;
          const whole = inspect(inspector, content).discoveries;
          const cut = inspect(small, content, 'file.txt', lengths).discoveries;
          expect(cut.map(brief)).toEqual(whole.map(brief));
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('bounds', () => {
  const small = makeInspector({ textBytes: 1024 * 1024 });

  it('a run longer than a piece is read to its end', () => {
    const words = 'some words that mean nothing at all, over and over again. ';
    for (const size of [100_000, 300_000, 900_000]) {
      const content = `a: ${base64(`${words.repeat(size / words.length)} ${token} ${words}`)}\n`;
      expect(found(content)).toEqual([`${token} <base64>`]);
      expect(inspect(small, content).discoveries.map(({ revealed }) => revealed)).toEqual([token]);
    }
  });

  it('a text that is decoded to more than there is room for is searched to its end', () => {
    const whole = base64(gzipSync(`${'nothing of interest, line by line\n'.repeat(70_000)}${token}\n`, { level: 9 }));
    expect(found(`a: ${whole}\n`)).toEqual([`${token} <base64, gzip>`]);
  });

  it('leaves a compressed bomb alone, however many there are', () => {
    const bomb = base64(gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20), { level: 9 }));
    const content = `${`a: ${bomb}\n`.repeat(40)}b: ${token}\n`;
    const before = process.memoryUsage().rss;
    expect(found(content)).toEqual([`${token} <undefined>`]);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  }, 30_000);

  it('spends no more than the budget on texts inside texts', () => {
    const inner = base64(gzipSync('harmless words, and nothing else. '.repeat(100_000), { level: 9 }));
    const content = `a: ${base64(`${`x: ${inner}\n`.repeat(30)}`)}\nb: ${token}\n`;
    expect(found(content)).toContain(`${token} <undefined>`);
  }, 30_000);

  it('takes any bytes behind any sign without an error', () => {
    const part = fc.oneof(
      fc.constantFrom('%', '\\x', '\\u', '\\u{', '&#', '&#x', '=3D', '=\n', 'H4sI', 'eJw', '\n', '77u/', ';', '"'),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF+/='), maxLength: 80 }),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => base64(Buffer.from(bytes))),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const content = `From: quoted-printable\n${parts.join('')}`;
        expect(inspect(inspector, content).bytes).toBe(Buffer.byteLength(content));
      }),
      { numRuns: 300 },
    );
  });
});
