const HEADINGS = [
  'compared',
  'ratio',
  'min–max',
  'target',
  'cpu ratio',
  'wall s',
  'other s',
  'cpu s',
  'other cpu',
  'MiB',
  'other MiB',
];

/**
 * One comparison as a row of the table; `!` marks a missed target.
 * @param target upper bound of the ratio, undefined when there is none
 */
export function ratioRow(name, { ours, other, ratio, processorRatio }, target) {
  const missed = target !== undefined && ratio.median > target;
  return [
    name,
    `${digits(ratio.median)}${missed ? ' !' : ''}`,
    `${digits(ratio.min)}–${digits(ratio.max)}`,
    target === undefined ? '' : `≤ ${target}`,
    ...[processorRatio, ours.wall, other.wall, ours.processor, other.processor].map(digits),
    ...[ours.memory, other.memory].map((value) => (value === undefined ? '–' : value.toFixed(0))),
  ];
}

/** A table in Markdown, so that it can be pasted as it is. */
export function printTable(rows, headings = HEADINGS) {
  const widths = headings.map((_, column) => Math.max(...[headings, ...rows].map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  console.log(['', line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'));
}

function digits(value) {
  if (value === undefined) return '–';
  return value.toFixed(value < 0.1 ? 3 : 2);
}
