import { HOOK_WORDS, type HookName } from '../hook-name.js';
import type { Program } from './program.js';
import { shellWord } from './shell-word.js';

/** What keepmum made besides its block, so that it can be taken away again. */
export type Made = 'block' | 'file' | 'folder';

/** A hook file that others share is told no path of this machine. */
export type Reach = 'machine' | 'shared';

export interface BlockOptions {
  readonly hook: HookName;
  readonly program: Program;
  readonly reach: Reach;
  readonly made: Made;
}

export const BLOCK_BEGIN: Readonly<Record<Made, string>> = {
  block: '# >>> keepmum >>>',
  file: '# >>> keepmum, in a file of its own >>>',
  folder: '# >>> keepmum, in a folder of its own >>>',
};
export const BLOCK_END = '# <<< keepmum <<<';

const IS_THERE = '>/dev/null 2>&1';

/** Ways to start the program, surest first: as it was installed, then as this repository or the PATH has it. */
function waysToRun({ program, reach }: BlockOptions): string[] {
  const [node, script] = [shellWord(program.node), shellWord(program.script)];
  const ownWays = [
    `elif [ -x ${node} ] && [ -f ${script} ]; then ${node} ${script} "$@"`,
    `elif [ -f ${script} ] && command -v node ${IS_THERE}; then node ${script} "$@"`,
  ];
  return [
    ...(reach === 'machine' ? ownWays : []),
    'elif [ -x node_modules/.bin/keepmum ]; then node_modules/.bin/keepmum "$@"',
    `elif command -v keepmum ${IS_THERE}; then keepmum "$@"`,
  ];
}

function runnerLines(options: BlockOptions): string[] {
  const { hook } = options;
  return [
    'keepmum_run() {',
    '  if [ "${KEEPMUM_SKIP:-0}" != 0 ]; then',
    `    echo 'keepmum: note: ${hook} is skipped, because KEEPMUM_SKIP is set' >&2`,
    ...waysToRun(options).map((way) => `  ${way}`),
    '  else',
    `    echo 'keepmum: error: cannot run the ${hook} hook: found no keepmum, expected it on PATH' >&2`,
    `    echo 'keepmum: hint: keepmum hook install, once keepmum is back; KEEPMUM_SKIP=1 goes on without it' >&2`,
    '    return 4',
    '  fi',
    '}',
  ];
}

// git says on standard input what is pushed, and whatever stands below the block may want to read it too.
const PUSH_LINES = [
  'keepmum_refs=$(cat)',
  `printf '%s\\n' "$keepmum_refs" | keepmum_run ${HOOK_WORDS['pre-push']} "$@" || exit $?`,
  'if [ -z "$keepmum_refs" ]; then exec </dev/null; else exec <<KEEPMUM_REFS',
  '$keepmum_refs',
  'KEEPMUM_REFS',
  'fi',
];

/** The lines of a hook that run keepmum and stop the hook when it says no; ends with a line feed. */
export function makeBlock(options: BlockOptions): string {
  const lines = [
    BLOCK_BEGIN[options.made],
    '# put here by "keepmum hook install"; "keepmum hook uninstall" takes it out again',
    ...runnerLines(options),
    ...(options.hook === 'pre-push' ? PUSH_LINES : [`keepmum_run ${HOOK_WORDS[options.hook]} || exit $?`]),
    BLOCK_END,
  ];
  return `${lines.join('\n')}\n`;
}
