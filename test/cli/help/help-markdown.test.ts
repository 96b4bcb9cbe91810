import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.js';
import { helpAsMarkdown } from '../../../src/cli/help/help-markdown.js';

test('docs/CLI.md is what the tables say; npx vitest run test/cli/help -u writes it', async () => {
  await expect(helpAsMarkdown(COMMANDS)).toMatchFileSnapshot(resolve('docs/CLI.md'));
});
