interface Figures {
  readonly wall: number;
  readonly processor?: number | undefined;
  readonly memory?: number | undefined;
}

export function comparePaired<Command>(
  ours: Command,
  other: Command,
  pairs: number,
  run?: (command: Command) => Figures,
): {
  readonly ours: Figures;
  readonly other: Figures;
  readonly processorRatio: number | undefined;
  readonly ratio: { readonly median: number; readonly min: number; readonly max: number };
};
