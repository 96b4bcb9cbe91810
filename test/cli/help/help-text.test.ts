import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.js';
import { helpForAll, helpForCommand } from '../../../src/cli/help/help-text.js';

describe.each(COMMANDS.map((command) => [command.name, command] as const))('keepmum %s', (_name, command) => {
  const short = helpForCommand(command, 'short', 'never');
  const long = helpForCommand(command, 'long', 'never');

  test('names every flag, in both lengths', () => {
    for (const option of command.options) {
      expect(short).toContain(`--${option.name}`);
      expect(long).toContain(`--${option.name}`);
    }
  });

  test('the long one has every choice, example and exit code', () => {
    const flat = long.replaceAll(/\s+/g, ' ');
    for (const choice of command.options.flatMap((option) => option.choices ?? [])) expect(flat).toContain(choice);
    for (const example of command.examples) expect(long).toContain(`  ${example.line}\n`);
    for (const { code, means } of command.exitCodes) expect(flat).toContain(`${code} ${means}`);
  });

  test('prose fits a terminal of 80 columns', () => {
    const examples = new Set(command.examples.map((example) => `  ${example.line}`));
    for (const line of [...short.split('\n'), ...long.split('\n')]) {
      if (!examples.has(line)) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(line).toBe(line.trimEnd());
    }
  });
});

test('the overview has every command with its summary', () => {
  const flat = helpForAll(COMMANDS, undefined, 'never').replaceAll(/\s+/g, ' ');
  for (const { name, summary } of COMMANDS) expect(flat).toContain(`${name} ${summary}`);
});
