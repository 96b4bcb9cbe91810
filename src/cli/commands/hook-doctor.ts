import type { Diagnosis } from '../../hook/doctor/diagnosis.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { shownFrom } from '../hook/shown-from.js';
import { print } from '../print.js';

function linesOf({ hook, state, path, troubles }: Diagnosis, cwd: string): string[] {
  if (state === 'off') return [`${hook}: not installed; keepmum hook install --${hook} does`];
  const head = `${hook}: ${state === 'runs' ? 'runs' : 'does not run'}, ${shownFrom(cwd, path)}`;
  return [head, ...troubles.flatMap(({ why, fix }) => [`  because ${why}`, `  fix: ${fix}`])];
}

export const hookDoctor = defineCommand({
  name: 'hook doctor',
  summary: 'say why a hook does not run',
  synopsis: ['hook doctor'],
  description: [
    'Looks at the hooks of the repository as git would: where core.hooksPath leads, whether the file can be executed and by what, whether another program keeps it, which variables skip it, and whether the node and the keepmum that it names still work. Each trouble comes with what to do.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: COMMON_OPTIONS,
  examples: [{ line: 'keepmum hook doctor', does: 'the hooks of this repository' }],
  exitCodes: [
    { code: '0', means: 'at least one hook runs keepmum, and none is broken' },
    { code: '1', means: 'a hook does not run, or none is installed' },
    ...FAILURE_EXIT_CODES,
  ],
  async run(_given, world) {
    const { diagnoseHooks } = await import('../../hook/doctor/diagnose-hook.js');
    const diagnoses = diagnoseHooks({ folder: world.cwd, environment: world.env });
    const lines = diagnoses.flatMap((diagnosis) => linesOf(diagnosis, world.cwd));
    await print(world.stdout, `${lines.join('\n')}\n`);
    const isWell =
      diagnoses.some(({ state }) => state === 'runs') && diagnoses.every(({ state }) => state !== 'broken');
    return isWell ? EXIT.clean : EXIT.findings;
  },
});
