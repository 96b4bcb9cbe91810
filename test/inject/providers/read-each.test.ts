import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import type { SecretRead } from '../../../src/inject/providers/provider.js';
import { readEach } from '../../../src/inject/providers/read-each.js';
import { textAnswer } from '../../../src/inject/providers/text-answer.js';

const readOf = (path: string): SecretRead => ({ store: 'file', path, options: {} });
const answer = textAnswer(Buffer.from('made-up'));

test('every read has its outcome in its place, and never are more under way than may be', async () => {
  const plan = fc.array(fc.record({ turns: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(plan, fc.integer({ min: 1, max: 6 }), async (plans, atOnce) => {
      let running = 0;
      let most = 0;
      const reads = plans.map((_, index) => readOf(String(index)));
      const outcomes = await readEach(reads, atOnce, async ({ path }) => {
        running++;
        most = Math.max(most, running);
        const { turns = 0, fails } = plans[Number(path)] ?? {};
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        running--;
        if (fails) throw new KeepmumError('STORE_FAILED', `cannot read ${path}`);
        return answer;
      });
      expect(outcomes.map(({ read }) => read)).toEqual(reads);
      expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.message : 'read'))).toEqual(
        plans.map(({ fails }, index) => (fails ? `cannot read ${index}` : 'read')),
      );
      expect(most).toBe(Math.min(atOnce, reads.length));
    }),
  );
});

test('what is no error of ours ends everything', async () => {
  const reads = [readOf('a'), readOf('b')];
  const reading = readEach(reads, 2, async ({ path }) => {
    if (path === 'a') throw new TypeError('a mistake');
    return answer;
  });
  await expect(reading).rejects.toThrow(TypeError);
});
