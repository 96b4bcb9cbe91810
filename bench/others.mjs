// The programs keepmum is measured beside: where they are, and how each is asked to search a folder and write a report.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const kingfisher = (program, folder, out) => ({
  argv: [program, 'scan', '--no-validate', '--no-update-check', '--quiet', '--format', 'json', '--output', out, folder],
  codes: [0, 200, 205],
});

/**
 * By name: the command, with the exit codes of a finished scan; the ratio to reach; whether it is so slow that it gets a
 * slice; which Node it needs; and the same of a history, for those that read one in less than minutes.
 */
const SCANNERS = {
  kingfisher: { target: 0.5, command: kingfisher, history: { target: 0.67, command: kingfisher } },
  betterleaks: {
    target: 0.33,
    command: (program, folder, out) => ({
      argv: [program, 'fs', '--no-banner', '-s', '-o', out, folder],
      codes: [0, 1],
    }),
    history: {
      target: 0.1,
      command: (program, folder, out) => ({
        argv: [program, 'git', '--no-banner', '-s', '-o', out, folder],
        codes: [0, 1],
      }),
    },
  },
  gitleaks: {
    slow: true,
    command: (program, folder, out) => ({
      argv: [program, 'dir', '--no-banner', '--exit-code', '0', '-f', 'json', '-r', out, folder],
    }),
  },
  secretlint: {
    slow: true,
    needsNode: 22,
    command: (program, folder, out) => ({
      argv: [program, '--format', 'json', '--output', out, '--secretlintrcJSON', SECRETLINT_RULES, '**/*'],
      codes: [0, 1],
      cwd: folder,
    }),
  },
};

const SECRETLINT_RULES = '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}';

/**
 * @returns `{ found, missing }`: scanners that run here as `{ name, slow?, target?, command, history? }`, and a sentence for
 *   each that does not
 */
export function findScanners() {
  const found = [];
  const missing = [];
  for (const [name, { command, needsNode, history, ...rest }] of Object.entries(SCANNERS)) {
    const program = findProgram(name);
    const problem = whyNot(program, needsNode);
    if (problem) missing.push(`${name} is left out: ${problem}`);
    else
      found.push({
        name,
        ...rest,
        command: bound(command, program),
        ...(history && { history: ofHistory(history, program) }),
      });
  }
  return { found, missing };
}

const bound = (command, program) => (folder, out) => command(program, folder, out);
const ofHistory = ({ target, command }, program) => ({ target, command: bound(command, program) });

/** Full path of a program on `KEEPMUM_BENCH_PATH` or PATH. */
export function findProgram(name) {
  const folders = `${process.env.KEEPMUM_BENCH_PATH ?? ''}${delimiter}${process.env.PATH}`.split(delimiter);
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function whyNot(program, needsNode = 0) {
  if (Number.parseInt(process.versions.node, 10) < needsNode)
    return `it needs Node ${needsNode}, this is ${process.version}`;
  if (program === undefined) return 'it is neither on PATH nor in KEEPMUM_BENCH_PATH';
  const { status } = spawnSync(program, ['--help']);
  return status === 0 ? undefined : `${program} --help ends with ${status}`;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
