import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../../src/hook/block/shell-word.js';

test('sh reads every word back as it was', () => {
  const word = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  const words = fc.sample(fc.oneof(word, fc.constantFrom("it's", '$(id)', '`id`', 'a b', '\\', "'", '*')), 200);
  const wanted = words.map((one) => Buffer.from(one).toString('utf8'));
  const script = wanted.map((one) => `printf '%s\\0' ${shellWord(one)}`).join('\n');
  const read = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' }).split('\0').slice(0, -1);
  expect(read).toEqual(wanted);
});

test('a path of Windows is written so that the sh of Git finds it', () => {
  expect(shellWord('C:\\Program Files\\node.exe')).toBe("'C:/Program Files/node.exe'");
});
