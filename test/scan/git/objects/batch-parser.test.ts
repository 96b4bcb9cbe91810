import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchParser, type ObjectHeader } from '../../../../src/scan/git/objects/batch-parser.js';

interface Answer {
  readonly id: string;
  readonly content: Buffer;
  readonly rest: string;
}

const id = fc.nat().map((n) => n.toString(16).padStart(40, '0'));
const answer = fc.record({
  id,
  content: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  rest: fc.constantFrom('', 'a', 'a path/with spaces', 'caf\xe9', '  two'),
});

const written = ({ id: name, content, rest }: Answer) =>
  Buffer.concat([Buffer.from(`${name} blob ${content.length} ${rest}\n`, 'latin1'), content, Buffer.from('\n')]);

/** What a parser makes of pieces, with rooms of the given size. */
function parse(pieces: readonly Buffer[], room: number) {
  const read: { header: ObjectHeader; bytes: Buffer; extent: string }[] = [];
  const missing: string[] = [];
  const parser = new BatchParser({
    missing: (name) => missing.push(name),
    begin: (header) => {
      const chunks: Buffer[] = [];
      let current = Buffer.alloc(room);
      return {
        room: () => {
          current = Buffer.alloc(room);
          return current;
        },
        filled: (count) => chunks.push(current.subarray(0, count)),
        end: (extent) => read.push({ header, bytes: Buffer.concat(chunks), extent }),
      };
    },
  });
  for (const piece of pieces) parser.push(piece);
  return { parser, read, missing };
}

describe('the answers of git cat-file', () => {
  it('are the same however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 8 }),
        fc.integer({ min: 1, max: 97 }),
        fc.integer({ min: 1, max: 50 }),
        (answers, step, room) => {
          const output = Buffer.concat(answers.map(written));
          const pieces = Array.from({ length: Math.ceil(output.length / step) }, (_, n) =>
            output.subarray(n * step, (n + 1) * step),
          );
          const { parser, read } = parse(pieces, room);
          expect(
            read.map(({ header, bytes, extent }) => ({ id: header.id, rest: header.rest, content: bytes, extent })),
          ).toEqual(answers.map((one) => ({ ...one, extent: 'whole' })));
          expect(parser.answered).toBe(answers.length);
          expect(parser.isCut).toBe(false);
        },
      ),
    );
  });

  it('name what is missing, also as the list of objects marks it', () => {
    const { parser, missing } = parse([Buffer.from(`${'a'.repeat(40)} missing\n?${'b'.repeat(40)} missing\n`)], 10);
    expect(missing).toEqual(['a'.repeat(40), 'b'.repeat(40)]);
    expect(parser.answered).toBe(2);
  });

  it('that break off are ended as cut, and not counted', () => {
    const { parser, read } = parse([Buffer.from(`${'a'.repeat(40)} blob 10 x\nhalf`)], 10);
    expect(parser.isCut).toBe(true);
    parser.breakOff();
    expect(read).toMatchObject([{ bytes: Buffer.from('half'), extent: 'cut' }]);
    expect(parser).toMatchObject({ answered: 0, isCut: false });
  });
});
