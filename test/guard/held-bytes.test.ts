import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeldBytes } from '../../src/guard/held-bytes.js';

it('gives out what came, in its order, and knows what it still has', () => {
  const steps = fc.array(fc.tuple(fc.nat(150_000), fc.nat(150_000)), { minLength: 1, maxLength: 8 });
  const property = fc.property(steps, (all) => {
    const held = new HeldBytes();
    let [came, gone] = [0, 0];
    const byteAt = (place: number) => (place * 31 + (place >> 8)) & 255;
    for (const [more, less] of all) {
      held.append(Buffer.from(Array.from({ length: more }, (_, ahead) => byteAt(came + ahead))));
      came += more;
      const count = Math.min(less, held.length);
      const taken = Buffer.concat(held.take(count));
      expect(taken.every((byte, ahead) => byte === byteAt(gone + ahead))).toBe(true);
      expect(taken).toHaveLength(count);
      gone += count;
      expect(held.length).toBe(came - gone);
      if (held.length > 0) expect(held.at(held.length - 1)).toBe(byteAt(came - 1));
    }
  });
  fc.assert(property, { numRuns: 20 });
});

it('keeps nothing of the memory that the bytes came in', () => {
  const held = new HeldBytes();
  const bytes = Buffer.from('first');
  held.append(bytes);
  bytes.fill('x');
  const [first] = held.take(5);
  held.append(Buffer.from('second'));
  expect(first?.toString()).toBe('first');
});
