import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBlock, findBlock, removeBlock, replaceBlock } from '../../../src/hook/block/edit-hook.js';
import { BLOCK_BEGIN, BLOCK_END, makeBlock } from '../../../src/hook/block/make-block.js';

const program = { node: '/opt/node', script: '/opt/keepmum.cjs' };
const block = makeBlock({ hook: 'pre-commit', program, reach: 'machine', made: 'block' });

function blockIn(text: string) {
  const found = findBlock(text);
  if (found === undefined || found === 'broken') throw new Error(`no block: ${String(found)}`);
  return found;
}

const line = fc.oneof(
  fc.constantFrom(
    '#!/bin/sh',
    '#!/usr/bin/env bash',
    '',
    'exit 0',
    '# <<<',
    '. "$(dirname "$0")/_/husky.sh"',
    'npm test\r',
  ),
  fc.string(),
);
const hook = fc
  .tuple(fc.array(line), fc.constantFrom('', '\n'))
  .map(([lines, end]) => lines.join('\n') + end)
  .filter((text) => findBlock(text) === undefined);

describe('a block in a hook', () => {
  test('leaves no trace when it is taken out, whatever the hook is', () => {
    fc.assert(
      fc.property(hook, (text) => {
        const added = addBlock(text, block);
        expect(added).not.toBe(text);
        expect(removeBlock(added, blockIn(added))).toBe(text);
      }),
    );
  });

  test('can be replaced by another, and then taken out as if that had been the first', () => {
    const other = makeBlock({ hook: 'pre-push', program, reach: 'shared', made: 'block' });
    fc.assert(
      fc.property(hook, (text) => {
        const added = addBlock(text, block);
        const renewed = replaceBlock(added, blockIn(added), other);
        expect(renewed).toBe(addBlock(text, other));
        expect(blockIn(renewed).text).toBe(other);
      }),
    );
  });

  test('stands behind the line that names the shell, before everything else', () => {
    expect(addBlock('#!/bin/bash\nexit 0\n', 'B\n')).toBe('#!/bin/bash\nB\nexit 0\n');
    expect(addBlock('exit 0\n', 'B\n')).toBe('B\nexit 0\n');
    expect(addBlock('#!/bin/sh', 'B\n')).toBe('#!/bin/sh\nB');
    expect(addBlock('', 'B\n')).toBe('B\n');
  });

  test('stands behind the line by which old husky starts the hook a second time', () => {
    const text = '#!/bin/sh\n. "$(dirname -- "$0")/_/husky.sh"\nnpm test\n';
    expect(addBlock(text, 'B\n')).toBe('#!/bin/sh\n. "$(dirname -- "$0")/_/husky.sh"\nB\nnpm test\n');
  });

  test('is broken when one end of it is gone, and not there when only spoken of', () => {
    expect(findBlock(`#!/bin/sh\n${BLOCK_BEGIN.block}\nx\n`)).toBe('broken');
    expect(findBlock(`#!/bin/sh\nx\n${BLOCK_END}\n`)).toBe('broken');
    expect(findBlock(`#!/bin/sh\necho '${BLOCK_BEGIN.block}'\n`)).toBeUndefined();
  });

  test('tells what else keepmum made', () => {
    for (const made of ['block', 'file', 'folder'] as const) {
      const text = makeBlock({ hook: 'pre-commit', program, reach: 'machine', made });
      expect(blockIn(`#!/bin/sh\n${text}rest\n`)).toMatchObject({ made, text, start: 10 });
    }
  });
});
