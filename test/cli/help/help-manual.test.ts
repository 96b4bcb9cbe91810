import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.js';
import { COMMON_OPTIONS } from '../../../src/cli/common-options.js';
import { helpAsManual } from '../../../src/cli/help/help-manual.js';

const page = helpAsManual(COMMANDS, COMMON_OPTIONS);

describe('the manual page', () => {
  test('docs/keepmum.1 is what the tables say; npx vitest run test/cli/help -u writes it', async () => {
    await expect(page).toMatchFileSnapshot(resolve('docs/keepmum.1'));
  });

  test('has every command and every flag of its own', () => {
    for (const { name, options } of COMMANDS) {
      expect(page).toContain(`\n.SH "keepmum ${name.replaceAll('-', '\\-')}"\n`);
      for (const option of options) expect(page).toContain(`\\-\\-${option.name.replaceAll('-', '\\-')}`);
    }
  });

  test('holds no request that a text of the tables has made', () => {
    const requests = new Set([...page.matchAll(/^[.'](\S*)/gm)].map(([, name]) => name));
    expect([...requests].sort()).toEqual(['B', 'PP', 'SH', 'SS', 'TH', 'TP', '\\"', 'fi', 'nf']);
    const [command] = COMMANDS;
    if (command === undefined) throw new Error('no command');
    const odd = { ...command, description: ['.de x\n\'so /etc/hosts\nC:\\n "quoted"'] };
    expect(helpAsManual([odd], [])).toContain('\n\\&.de x\n\\&\'so /etc/hosts\nC:\\en "quoted"\n');
  });

  test('is in the package, under the name by which man finds it', () => {
    const { man, files } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(man).toBe('docs/keepmum.1');
    expect(files).toContain('docs/keepmum.1');
  });

  test.skipIf(spawnSync('groff', ['--version']).status !== 0)('is read by groff without a warning', () => {
    const { stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-k'], { input: page, encoding: 'utf8' });
    expect(stderr).toBe('');
    // Bold letters are struck twice.
    expect(stdout.replaceAll(/.\u0008/g, '')).toContain('GENERAL OPTIONS');
  });
});
