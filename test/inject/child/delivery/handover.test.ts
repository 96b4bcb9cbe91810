import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SecretValue } from '../../../../src/core/secret-value.js';
import { Handover } from '../../../../src/inject/child/delivery/handover.js';
import { madeUp } from '../made-up-secret.js';

const TEXT = madeUp('handover');
const VALUE = new SecretValue(TEXT);
const BINARY = new SecretValue(Uint8Array.from([0xff, 0xfe, 0x00, 0x41]));

let disk = '';
let handover: Handover;

beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'keepmum-disk-'));
  handover = new Handover({ memory: ['/dev/shm'], disk });
});

afterEach(() => {
  handover.close();
  rmSync(disk, { recursive: true, force: true });
});

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a variable', () => {
  test('holds the text', async () => {
    await handover.deliver([{ name: 'A', value: VALUE, kind: 'environment' }]);
    expect(handover.env).toEqual({ A: TEXT });
    expect(handover.folder).toBeUndefined();
  });

  test.each([
    ['a zero byte', new SecretValue('a\0b')],
    ['not UTF-8', new SecretValue(Uint8Array.from([0xff, 0x41]))],
  ])('cannot hold %s, and the error does not say what it is', async (reason, value) => {
    await expect(handover.deliver([{ name: 'A', value, kind: 'environment' }])).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining(reason) as string,
    });
  });
});

describe('a file', () => {
  test('holds the bytes, for its owner alone, and is gone afterwards', async () => {
    await handover.deliver([{ name: 'KEY', value: BINARY, kind: 'file' }]);
    const path = handover.env.KEY ?? '';
    expect(readFileSync(path)).toEqual(Buffer.from([0xff, 0xfe, 0x00, 0x41]));
    expect([modeOf(path), modeOf(join(path, '..'))]).toEqual([0o600, 0o700]);
    expect(basename(path)).toBe('KEY');
    handover.close();
    expect(existsSync(join(path, '..'))).toBe(false);
  });

  test('is on a disk only where there is no memory, and that can be told', async () => {
    const other = new Handover({ memory: [join(disk, 'none'), disk], disk });
    await other.deliver([{ name: 'KEY', value: VALUE, kind: 'file' }]);
    expect(other.folder?.kind).toBe('disk');
    expect(other.env.KEY?.startsWith(disk)).toBe(true);
    other.close();
    expect(readdirSync(disk)).toEqual([]);
  });

  test('gets another value at once; what is no file does not', async () => {
    await handover.deliver([
      { name: 'KEY', value: VALUE, kind: 'file' },
      { name: 'A', value: VALUE, kind: 'environment' },
    ]);
    const before = statSync(handover.env.KEY ?? '').ino;
    expect(handover.replaceFile('KEY', new SecretValue('another one'))).toBe(true);
    expect(readFileSync(handover.env.KEY ?? '', 'utf8')).toBe('another one');
    expect(statSync(handover.env.KEY ?? '').ino).not.toBe(before);
    expect(handover.replaceFile('A', new SecretValue('another one'))).toBe(false);
    expect(handover.replaceFile('B', new SecretValue('another one'))).toBe(false);
  });
});

describe('a pipe', () => {
  test.each([
    ['small', 24],
    ['larger than a pipe holds', 300_000],
  ])('gives a %s value once', async (_, length) => {
    const text = madeUp('fifo', `{{alnum:${length}}}`);
    await handover.deliver([{ name: 'F', value: new SecretValue(text), kind: 'fifo' }]);
    const path = handover.env.F ?? '';
    expect(statSync(path).isFIFO()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe(text);
    await expect(open(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('that nobody reads is gone with the rest', async () => {
    await handover.deliver([{ name: 'F', value: VALUE, kind: 'fifo' }]);
    handover.close();
    expect(existsSync(handover.env.F ?? '')).toBe(false);
  });
});

describe('a template', () => {
  const secrets = new Map([['PASS', VALUE]]);
  const write = (text: string) => {
    const path = join(disk, 'template');
    writeFileSync(path, text, 'latin1');
    return path;
  };

  test('is filled in, byte for byte, in memory', () => {
    const path = write('a: {{PASS}}\nb: "{{ PASS }}" \xff {{ .Other }} {{#if}}');
    handover.fill({ path, target: { variable: 'CONF' } }, secrets);
    expect(readFileSync(handover.env.CONF ?? '', 'latin1')).toBe(`a: ${TEXT}\nb: "${TEXT}" \xff {{ .Other }} {{#if}}`);
    expect(modeOf(handover.env.CONF ?? '')).toBe(0o600);
  });

  test('is not filled twice: what a secret says is no place', () => {
    handover.fill(
      { path: write('{{A}}'), target: { variable: 'CONF' } },
      new Map([
        ['A', new SecretValue('{{B}} $& $1')],
        ['B', VALUE],
      ]),
    );
    expect(readFileSync(handover.env.CONF ?? '', 'utf8')).toBe('{{B}} $& $1');
  });

  test('goes to a path, and is gone afterwards', () => {
    const target = join(disk, 'filled');
    handover.fill({ path: write('{{PASS}}'), target: { path: target } }, secrets);
    expect([readFileSync(target, 'utf8'), modeOf(target)]).toEqual([TEXT, 0o600]);
    handover.close();
    expect(existsSync(target)).toBe(false);
  });

  test('does not take the place of a file that is there', () => {
    const target = join(disk, 'there');
    writeFileSync(target, 'mine');
    expect(() => handover.fill({ path: write('{{PASS}}'), target: { path: target } }, secrets)).toThrow(
      /there already/,
    );
    handover.close();
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  test('with a name that no secret has is an error that names it', () => {
    const path = write('{{PASS}} {{PAS}}');
    expect(() => handover.fill({ path, target: { variable: 'CONF' } }, secrets)).toThrow(/no secret "PAS"/);
  });

  test('that is not there is said', () => {
    const missing = { path: join(disk, 'none'), target: { variable: 'CONF' } };
    expect(() => handover.fill(missing, secrets)).toThrow(expect.objectContaining({ code: 'PATH_NOT_FOUND' }));
  });
});
