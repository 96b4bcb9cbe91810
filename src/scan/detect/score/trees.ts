/** Boosted trees in one row: an inner node's yes branch follows it, `no` says how far the other one is. */
export interface Trees {
  /** First node of each tree. */
  readonly roots: Uint16Array;
  /** Feature tested, or `LEAF`. */
  readonly features: Uint8Array;
  /** Yes when the feature is not above this; a leaf's contribution in log-odds. */
  readonly numbers: Float32Array;
  readonly no: Uint8Array;
}

/** In `features`: the node is a leaf. */
export const LEAF = 255;

/** Sum of the leaves that `row` reaches, in log-odds. */
export function sumOfTrees({ roots, features, numbers, no }: Trees, row: Float32Array): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    let feature = features[node] as number;
    while (feature !== LEAF) {
      node = (row[feature] as number) <= (numbers[node] as number) ? node + 1 : node + (no[node] as number);
      feature = features[node] as number;
    }
    sum += numbers[node] as number;
  }
  return sum;
}
