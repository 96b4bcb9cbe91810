import { describe, expect, it } from 'vitest';
import { brief, inspect, makeInspector } from '../../scan/engine.js';
import { makeRoll, mutate, realFiles, ruleExamples } from '../../scan/mutated-texts.js';

const TEXTS = 100_000;
/** Milliseconds that one text of some kilobytes may take: a hang, not a slow moment of the machine. */
const HANG = 2000;
const PATHS = [
  'a.txt',
  'src/app.js',
  '.env',
  'values.yaml',
  'Dockerfile',
  'web.xml',
  'test/a.py',
  'README.md',
  'yarn.lock',
];

const inspector = makeInspector({ binary: 'scan' });
const small = makeInspector({ binary: 'scan', textBytes: 640 * 1024 });
const texts = [...ruleExamples().map((text) => Buffer.from(text)), ...realFiles(8000)];

describe('fuzz', () => {
  it('has real files and examples to start from', () => {
    expect(texts.length).toBeGreaterThan(800);
  });

  it('100,000 mutated texts: no crash, no hang, the same however they are cut', () => {
    const roll = makeRoll(100);
    let found = 0;
    const slow: string[] = [];
    const cutDiffers: string[] = [];
    for (let at = 0; at < TEXTS; at++) {
      const text = mutate(texts, roll);
      const path = PATHS[roll(PATHS.length)];
      const started = performance.now();
      const { discoveries } = inspect(inspector, text, path);
      if (performance.now() - started > HANG) slow.push(text.toString('latin1'));
      found += discoveries.length;
      if (at % 20 !== 0) continue;
      const cut = inspect(small, text, path, [1 + roll(50), roll(5000), 0]).discoveries;
      if (cut.map(brief).join() !== discoveries.map(brief).join()) cutDiffers.push(text.toString('latin1'));
    }
    expect({ slow, cutDiffers }).toEqual({ slow: [], cutDiffers: [] });
    expect(found).toBeGreaterThan(TEXTS / 4);
  });

  it('long texts that slide through the buffer: the same however they are cut', () => {
    const roll = makeRoll(101);
    for (let at = 0; at < 40; at++) {
      const parts = Array.from({ length: 1500 }, () => mutate(texts, roll));
      const text = Buffer.concat([Buffer.from('a long file\n'.repeat(1000)), ...parts]);
      const whole = inspect(makeBig(), text, 'long.txt');
      const cut = inspect(small, text, 'long.txt', [1 + roll(90_000), 0, 1 + roll(300)]);
      expect(cut.kind).toBe(whole.kind);
      expect(cut.discoveries.map(brief)).toEqual(whole.discoveries.map(brief));
    }
  });
});

let big: ReturnType<typeof makeInspector> | undefined;
/** Room for a whole text. */
function makeBig(): ReturnType<typeof makeInspector> {
  big ??= makeInspector({ binary: 'scan', textBytes: 32 * 1024 * 1024 });
  return big;
}
