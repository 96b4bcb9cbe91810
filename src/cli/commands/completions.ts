import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';

export const completions = defineCommand({
  name: 'completions',
  summary: 'print a completion script for bash, zsh or fish',
  synopsis: ['completions SHELL'],
  description: ['Prints a script that teaches a shell the commands, flags and values of this version of keepmum.'],
  operands: { value: 'SHELL', summary: 'the shell', atLeast: 1, atMost: 1, choices: ['bash', 'zsh', 'fish'] },
  options: COMMON_OPTIONS,
  examples: [
    { line: 'eval "$(keepmum completions bash)"', does: 'in ~/.bashrc' },
    { line: 'source <(keepmum completions zsh)', does: 'in ~/.zshrc, after compinit' },
    { line: 'keepmum completions fish > ~/.config/fish/completions/keepmum.fish', does: 'once' },
  ],
  exitCodes: [{ code: '0', means: 'the script was printed' }, ...FAILURE_EXIT_CODES],
  async run({ operands }, world, all) {
    const renderers = {
      bash: async () => (await import('../completions/bash.js')).bashCompletions,
      zsh: async () => (await import('../completions/zsh.js')).zshCompletions,
      fish: async () => (await import('../completions/fish.js')).fishCompletions,
    };
    const render = await renderers[operands[0] as keyof typeof renderers]();
    await print(world.stdout, render(all));
    return EXIT.clean;
  },
});
