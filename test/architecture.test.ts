import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
/** Each may import what stands before it. */
const FOLDERS = ['core', 'mask', 'scan', 'guard', 'inject', 'audit', 'config', 'library', 'hook', 'cli', 'action'];
const IMPORT = /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm;

interface Import {
  readonly target: string;
  readonly kind: 'type' | 'value' | 'lazy';
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const sources = new Map(files.map((name) => [name, readFileSync(join(SRC, name), 'utf8')]));
const imports = new Map([...sources].map(([name, source]) => [name, importsOf(name, source)]));

function importsOf(name: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map(([, type, eager, lazy]) => ({
    target: normalize(join(dirname(name), eager ?? lazy ?? '')).replace(/\.js$/, '.ts'),
    kind: lazy !== undefined ? 'lazy' : type !== undefined ? 'type' : 'value',
  }));
}

const rankOf = (name: string) => FOLDERS.indexOf(name.split('/')[0] ?? '');

function findCycle(graph: ReadonlyMap<string, readonly Import[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    path.push(name);
    for (const { target, kind } of graph.get(name) ?? []) {
      const cycle = kind === 'value' ? visit(target) : undefined;
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const cycle = visit(name);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe('the house', () => {
  it('has sources to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect([...imports.values()].flat().length).toBeGreaterThan(100);
  });

  it('imports point one way', () => {
    const wrong: string[] = [];
    for (const [name, list] of imports) {
      const rank = rankOf(name);
      if (rank < 0) continue;
      for (const { target, kind } of list) {
        const targetRank = rankOf(target);
        // config makes the requests of the folders before it and may name its own callers' types nowhere.
        if (targetRank > rank) wrong.push(`${name} imports ${target} (${kind})`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has no import cycle, and the search for one works', () => {
    const ring = new Map<string, Import[]>([
      ['a', [{ target: 'b', kind: 'value' }]],
      ['b', [{ target: 'a', kind: 'value' }]],
    ]);
    expect(findCycle(ring)).toEqual(['a', 'b', 'a']);
    expect(findCycle(imports)).toBeUndefined();
  });

  it('keeps files small', () => {
    const sizes = [...sources].map(([name, source]) => ({ name, lines: source.split('\n').length }));
    const data = new Set(['core/literals/frequent-grams.ts', 'scan/detect/score/model.ts']);
    expect(sizes.filter(({ name, lines }) => lines > 400 && !data.has(name))).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('has no room for everything', () => {
    expect(files.filter((name) => /(?:^|\/)(?:utils?|helpers?|types|common|misc)(?:\.ts$|\/)/.test(name))).toEqual([]);
    const barrels = [...sources].filter(([name, source]) => name !== 'index.ts' && /^export \* from/m.test(source));
    expect(barrels.map(([name]) => name)).toEqual([]);
  });
});

describe('what only the outer rooms may do', () => {
  const below = [...sources].filter(([name]) => !/^(?:cli|action|library)\/|^main\.ts$/.test(name));

  it.each([
    ['ends the process', /process\.exit\b/],
    ['reads the environment', /process\.env\b/],
    ['reads argv', /process\.argv\b/],
    ['prints', /\bconsole\.|process\.std(?:out|err)\b/],
  ])('nothing below cli %s', (_, pattern) => {
    expect(below.filter(([, source]) => pattern.test(source)).map(([name]) => name)).toEqual([]);
  });

  it('only the masker and the child reveal a secret', () => {
    const revealing = [...sources].filter(([, source]) => /\.reveal\(\)/.test(source)).map(([name]) => name);
    expect(revealing.filter((name) => !/^(?:mask|inject\/child)\//.test(name))).toEqual([]);
  });
});
