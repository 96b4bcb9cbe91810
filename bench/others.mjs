// The programs keepmum is measured beside: where they are, and how each is asked to search a folder and write a report.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** By name: whether it is slow enough to get a slice only, the target, and its command. Exit codes: with findings too. */
const SCANNERS = {
  kingfisher: {
    target: 0.5,
    command: (program, folder, out) => ({
      argv: [
        program,
        'scan',
        '--no-validate',
        '--no-update-check',
        '--quiet',
        '--format',
        'json',
        '--output',
        out,
        folder,
      ],
      codes: [0, 200, 205],
    }),
  },
  betterleaks: {
    target: 0.33,
    command: (program, folder, out) => ({
      argv: [program, 'fs', '--no-banner', '-s', '-o', out, folder],
      codes: [0, 1],
    }),
  },
  gitleaks: {
    slow: true,
    command: (program, folder, out) => ({
      argv: [program, 'dir', '--no-banner', '--exit-code', '0', '-f', 'json', '-r', out, folder],
    }),
  },
  secretlint: {
    slow: true,
    command: (program, folder, out) => ({
      argv: [program, '--format', 'json', '--output', out, '--secretlintrcJSON', SECRETLINT_RULES, '**/*'],
      codes: [0, 1],
      cwd: folder,
    }),
  },
};

const SECRETLINT_RULES = '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}';

/**
 * @returns `{ found, missing }`: scanners that run here as `{ name, slow?, target?, command }`, and a sentence for each
 *   that does not
 */
export function findScanners() {
  const found = [];
  const missing = [];
  for (const [name, { command, ...rest }] of Object.entries(SCANNERS)) {
    const program = findProgram(name);
    const problem = program === undefined ? 'not on PATH, nor in KEEPMUM_BENCH_PATH' : refusal(program);
    if (problem) missing.push(`${name} is left out: ${problem}`);
    else found.push({ name, ...rest, command: (folder, out) => command(program, folder, out) });
  }
  return { found, missing };
}

/** Full path of a program on `KEEPMUM_BENCH_PATH` or PATH. */
export function findProgram(name) {
  const folders = `${process.env.KEEPMUM_BENCH_PATH ?? ''}${delimiter}${process.env.PATH}`.split(delimiter);
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** A program that is there may still not run, as secretlint on a Node older than 22; it says so itself. */
function refusal(program) {
  const { status, stderr } = spawnSync(program, ['--help'], { encoding: 'utf8' });
  return status === 0 ? undefined : `does not run here (${stderr.trim().split('\n').at(-1)})`;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
