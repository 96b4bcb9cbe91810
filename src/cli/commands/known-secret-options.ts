import type { OptionSpec } from '../command.js';

const SECRETS = 'Secrets';

/** Flags of every command that masks secrets which it is told. */
export const KNOWN_SECRET_OPTIONS = [
  {
    name: 'values',
    value: 'FILE',
    completes: 'file',
    summary: 'a file of secrets',
    details:
      'All strings of a JSON document; the values of a file whose name ends in .env; otherwise one secret a line.',
    group: SECRETS,
  },
  {
    name: 'env',
    value: 'NAME',
    times: 'many',
    summary: 'an environment variable that holds a secret',
    details: 'Several names may be joined by commas.',
    group: SECRETS,
  },
  {
    name: 'references',
    value: 'REF',
    times: 'many',
    summary: 'the address of a secret, as in vault://kv/ci/db#password',
    details:
      'Read now, from the store that it names; without a key, all keys. Several may be joined by commas. docs/SECRETS.md has the syntax and the stores.',
    group: SECRETS,
  },
  {
    name: 'mask-short',
    summary: 'mask even secrets that are too short',
    details: 'A value of one to three characters also stands in harmless text, so it is refused otherwise.',
    group: SECRETS,
  },
] as const satisfies readonly OptionSpec[];
