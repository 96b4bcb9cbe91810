/** Breaks text at spaces so that no line is longer than `width` characters, unless one word is. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Two columns, the second wrapped; a long left side gets a line of its own. */
export function twoColumns(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const WIDEST_LEFT = 30;
  const INDENT = 2;
  const GAP = 2;
  const fitting = rows.map(([left]) => left.length).filter((length) => length <= WIDEST_LEFT);
  const right = INDENT + Math.max(0, ...fitting) + GAP;
  return rows.flatMap(([left, text]) => {
    const wrapped = wrap(text, width - right).map((line) => ' '.repeat(right) + line);
    const head = ' '.repeat(INDENT) + left;
    if (head.length + GAP > right) return [head, ...wrapped];
    return [head.padEnd(right) + (wrapped[0] ?? '').trimStart(), ...wrapped.slice(1)];
  });
}
