import type { Manager } from '../place/manager.js';
import type { Trouble } from './diagnosis.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by which a manager is told to leave its hooks out. */
const MANAGER_VARIABLE = {
  husky: (environment: Environment) => (environment.HUSKY === '0' ? 'HUSKY=0' : undefined),
  lefthook: (environment: Environment) => (/^(?:0|false)$/.test(environment.LEFTHOOK ?? '') ? 'LEFTHOOK' : undefined),
  'pre-commit': ({ SKIP = '' }: Environment) => (/(?:^|,)\s*keepmum/.test(SKIP) ? 'SKIP' : undefined),
} as const;

/** Variables of this shell that keep a hook from running. */
export function checkVariables(environment: Environment, manager: Manager | undefined): readonly Trouble[] {
  const ours =
    (environment.KEEPMUM_SKIP ?? '0') === '0' || environment.KEEPMUM_SKIP === '' ? undefined : 'KEEPMUM_SKIP';
  const theirs = manager === undefined ? undefined : MANAGER_VARIABLE[manager.name](environment);
  return [ours, theirs].flatMap((variable) => {
    if (variable === undefined) return [];
    const name = variable.split('=', 1)[0];
    return [{ why: `the variable ${variable} is set in this shell, which skips it`, fix: `unset ${name}` }];
  });
}
