import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { HOOK_NAMES, HOOK_WORDS } from '../../src/hook/hook-name.js';
import { managerSnippet } from '../../src/hook/place/manager.js';

const published = readFileSync('.pre-commit-hooks.yaml', 'utf8');
const guide = readFileSync('docs/HOOKS.md', 'utf8');

/** Whether a line is one that keepmum takes. */
function isCommand(line: string): boolean {
  const words = line.split(' ');
  const command = COMMANDS.find(({ name }) => words.slice(0, name.split(' ').length).join(' ') === name);
  if (command === undefined) return false;
  parseArguments(command, words.slice(command.name.split(' ').length));
  return true;
}

describe('.pre-commit-hooks.yaml', () => {
  const hooks = published.split(/^- /m).slice(1);

  test('has the two hooks, and each runs what the hook of git would', () => {
    expect(hooks.map((hook) => /^id: (.*)$/m.exec(hook)?.[1])).toEqual(['keepmum', 'keepmum-pre-push']);
    for (const [index, hook] of HOOK_NAMES.entries()) {
      expect(hooks[index]).toContain(`\n  entry: keepmum ${HOOK_WORDS[hook]}\n`);
      expect(hooks[index]).toContain(`\n  stages: [${hook}]\n`);
    }
  });

  test.each(['language: node', 'pass_filenames: false', 'require_serial: true', 'minimum_pre_commit_version: 3.2.0'])(
    'says of each hook: %s',
    (line) => {
      for (const hook of hooks) expect(hook).toContain(`\n  ${line}\n`);
    },
  );
});

describe('what a hook runs', () => {
  test.each(HOOK_NAMES)('%s is a command', (hook) => {
    expect(isCommand(HOOK_WORDS[hook])).toBe(true);
    expect(isCommand('hook walk')).toBe(false);
  });
});

describe('docs/HOOKS.md', () => {
  test("has lefthook's lines as they are printed", () => {
    expect(guide).toContain(HOOK_NAMES.map((hook) => managerSnippet('lefthook', hook)).join(''));
  });

  test('names every command about hooks', () => {
    for (const { name } of COMMANDS.filter((command) => command.name.startsWith('hook '))) {
      expect(guide).toContain(`keepmum ${name}`);
    }
  });

  test('only shows lines that keepmum takes', () => {
    const lines = [...guide.matchAll(/^(?:exec )?keepmum ([a-z][^#\n]*?)\s*(?:#.*)?$/gm)].map(([, line = '']) => line);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(isCommand(line), line).toBe(true);
  });
});
