import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.js';
import { SCAN_SETTINGS } from '../../src/config/scan-setting.js';

describe.each(COMMANDS.map((command) => [command.name, command] as const))('keepmum %s', (_name, command) => {
  test('flags are unique, by name and by letter', () => {
    const names = command.options.map((option) => option.name);
    const letters = command.options.flatMap((option) => option.letter ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(letters).size).toBe(letters.length);
  });

  test('flags are well-formed', () => {
    for (const option of command.options) {
      expect(option.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(option.letter ?? 'a').toMatch(/^[a-zA-Z]$/);
      expect(option.value ?? 'X').toMatch(/^[A-Z]+(=[A-Z]+)?$/);
    }
  });

  test('summaries are clauses, details are sentences', () => {
    for (const option of command.options) {
      expect(option.summary, option.name).toMatch(/^[a-z].*[^.]$/);
      expect(option.details ?? 'X.', option.name).toMatch(/\.$/);
    }
    expect(command.summary).toMatch(/^[a-z].*[^.]$/);
    for (const example of command.examples) expect(example.does).toMatch(/^[a-z].*[^.]$/);
  });

  test('only flags with a value have choices, a default or another time', () => {
    for (const option of command.options.filter(({ value }) => value === undefined)) {
      expect(option.choices).toBeUndefined();
      expect(option.default).toBeUndefined();
      expect(option.times).toBeUndefined();
    }
  });

  test('flags of one group stand together', () => {
    const groups = command.options.map((option) => option.group);
    expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)]);
  });

  test('has examples and exit codes', () => {
    expect(command.examples.length).toBeGreaterThan(0);
    const usual = command.isWrapper ? ['4', '125', '126', '127'] : ['0', '2', '4'];
    expect(command.exitCodes.map(({ code }) => code)).toEqual(expect.arrayContaining(usual));
  });
});

test('commands are unique', () => {
  const names = COMMANDS.map((command) => command.name);
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(names.length);
});

test('every setting of [scan] is a flag of the same name', () => {
  const flags = COMMANDS.find((command) => command.name === 'scan')?.options.map((option) => option.name);
  for (const name of Object.keys(SCAN_SETTINGS)) {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(flags).toContain(name === 'inlineAllow' ? `no-${flag}` : flag);
  }
});
