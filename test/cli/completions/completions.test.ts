import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.js';
import { bashCompletions } from '../../../src/cli/completions/bash.js';
import { fishCompletions } from '../../../src/cli/completions/fish.js';
import { zshCompletions } from '../../../src/cli/completions/zsh.js';
import { REPORT_FORMATS } from '../../../src/scan/report/formats.js';
import { folderWith } from '../../config/temporary-folder.js';

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** What each shell offers after some words, the last of which is still being typed. */
const SHELLS = {
  bash(words: readonly string[]): readonly string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    const program = `${bashCompletions(COMMANDS)}
COMP_WORDS=(keepmum ${line}); COMP_CWORD=${words.length}; _keepmum; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' }).split('\n').filter(Boolean);
  },
  fish(words: readonly string[]): readonly string[] {
    const folder = folderWith({ 'completions.fish': fishCompletions(COMMANDS) });
    const program = `source ${join(folder, 'completions.fish')}; complete -C "keepmum ${words.join(' ')}"`;
    const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
    const text = execFileSync('fish', ['--no-config', '-c', program], { encoding: 'utf8', env: environment });
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[0] ?? '');
  },
} as const;

describe.each(Object.entries(SHELLS))('%s', (shell, complete) => {
  const run = test.runIf(has(shell));

  run('offers the commands', () => {
    const first = [...new Set(COMMANDS.map(({ name }) => name.split(' ')[0]))];
    expect(complete([''])).toEqual(expect.arrayContaining(first));
    expect(complete(['sc'])).toEqual(['scan']);
  });

  run('offers the second word of a group', () => {
    expect([...complete(['rules', ''])].sort()).toEqual(['bench', 'check', 'diff', 'explain', 'list']);
  });

  run('offers the flags of a command', () => {
    expect(complete(['scan', '--conf']).map((word) => word.replace(/=$/, ''))).toEqual(['--confidence', '--config']);
    expect(complete(['rules', 'list', '--iss']).map((word) => word.replace(/=$/, ''))).toEqual(['--issuer']);
  });

  run('offers the values of a flag', () => {
    expect([...complete(['scan', '--format', ''])].sort()).toEqual([...REPORT_FORMATS].sort());
    expect(complete(['rules', 'list', '--severity', 'cr'])).toEqual(['critical']);
  });

  run('offers the values of an operand', () => {
    expect([...complete(['completions', ''])].sort()).toEqual(['bash', 'fish', 'zsh']);
  });
});

test('bash, where = breaks words', () => {
  expect(SHELLS.bash(['scan', '--format', '=', 'js'])).toEqual(['json', 'jsonl']);
  expect(SHELLS.bash(['scan', '--color', '='])).toEqual(['auto', 'always', 'never']);
});

test.runIf(has('zsh'))('zsh takes the script', () => {
  const path = join(folderWith({ 'completions.zsh': zshCompletions(COMMANDS) }), 'completions.zsh');
  expect(spawnSync('zsh', ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('bash takes the script, and registers it', () => {
  const path = join(folderWith({}), 'completions.bash');
  writeFileSync(path, bashCompletions(COMMANDS));
  expect(spawnSync('bash', ['-n', path]).status).toBe(0);
  const registered = execFileSync('bash', ['--norc', '-c', `source '${path}'; complete -p keepmum`], {
    encoding: 'utf8',
  });
  expect(registered).toBe('complete -o default -F _keepmum keepmum\n');
});

test('every flag of every command is in every script', () => {
  const scripts = [bashCompletions(COMMANDS), zshCompletions(COMMANDS), fishCompletions(COMMANDS)];
  for (const { name } of COMMANDS.flatMap((command) => command.options)) {
    for (const script of scripts) expect(script).toMatch(new RegExp(`(--|-l )${name}\\b`));
  }
});
