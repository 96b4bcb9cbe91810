import type { RegexNode } from './regex-tree.js';

const ASCII = 128;
/** Shorter runs stand everywhere, larger sets hold every text. */
const LEAST = 12;
const LARGEST_SET = 70;
/** Characters of ordinary text, to weigh a run by how seldom it comes about. */
const COMMON = 96;

/** Characters of one set, one behind the other, that every match holds. */
export interface RequiredRun {
  /** 128 flags. */
  readonly set: Uint8Array;
  readonly count: number;
}

/** The rarest run of ASCII characters that no match is without; undefined when there is none worth a look. */
export function requiredRun(tree: RegexNode): RequiredRun | undefined {
  const runs = runsOf(tree).filter(({ set, count }) => count >= LEAST && sizeOf(set) <= LARGEST_SET);
  return runs.sort((a, b) => rarity(b) - rarity(a))[0];
}

function runsOf(node: RegexNode): readonly RequiredRun[] {
  switch (node.kind) {
    case 'chars':
      return [];
    // One branch need not hold what another does.
    case 'either':
      return [];
    case 'concat':
      return [...node.parts.flatMap(runsOf), ...runsAcross(node.parts)];
    case 'repeat': {
      if (node.min === 0) return [];
      const set = asciiSet(node.part);
      return set === undefined ? runsOf(node.part) : [{ set, count: node.min }];
    }
  }
}

/** What stands side by side is a run of all its characters: a UUID is 36 hex digits and hyphens. */
function runsAcross(parts: readonly RegexNode[]): readonly RequiredRun[] {
  const pieces = parts.map(pieceOf);
  return pieces.flatMap((_, start) => {
    const runs: RequiredRun[] = [];
    let run: RequiredRun = { set: new Uint8Array(ASCII), count: 0 };
    for (const piece of pieces.slice(start)) {
      if (piece === undefined) break;
      run = { set: run.set.map((flag, code) => flag | (piece.set[code] ?? 0)), count: run.count + piece.count };
      runs.push(run);
    }
    return runs;
  });
}

/** The characters that a part is made of, and how many at least; undefined when it is no run of single characters. */
function pieceOf(node: RegexNode): RequiredRun | undefined {
  const set = asciiSet(node.kind === 'repeat' ? node.part : node);
  return set && { set, count: node.kind === 'repeat' ? node.min : 1 };
}

function asciiSet(node: RegexNode): Uint8Array | undefined {
  if (node.kind !== 'chars' || node.ranges.some(([, last]) => last >= ASCII)) return undefined;
  const set = new Uint8Array(ASCII);
  for (const [first, last] of node.ranges) set.fill(1, first, last + 1);
  return set;
}

function sizeOf(set: Uint8Array): number {
  return set.reduce((size, flag) => size + flag, 0);
}

function rarity({ set, count }: RequiredRun): number {
  return count * Math.log(COMMON / sizeOf(set));
}
