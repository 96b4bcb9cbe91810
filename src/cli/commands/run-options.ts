import type { OptionSpec } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';

const SECRETS = 'Secrets';
const COMMAND = 'The command';
const MASKING = 'Masking';
const AFTERWARDS = 'Afterwards';

/** Which secrets, and how the command gets them. */
const SECRET_OPTIONS = [
  {
    name: 'env',
    letter: 'e',
    value: 'NAME=REFERENCE',
    times: 'many',
    summary: 'a secret, handed over as the variable NAME',
    details:
      "With NAME* every key of the path becomes a variable: -e 'DB_*=vault://kv/ci/db'. docs/SECRETS.md has the references and the stores.",
    group: SECRETS,
  },
  {
    name: 'file',
    value: 'NAME=REFERENCE',
    times: 'many',
    summary: 'a secret, handed over as a file whose path is in NAME',
    details:
      'The file is in memory where the system has a file system there, only its owner can read it, and it is gone afterwards. Other programs of the same user cannot read it in /proc as they can a variable.',
    group: SECRETS,
  },
  {
    name: 'fifo',
    value: 'NAME=REFERENCE',
    times: 'many',
    summary: 'a secret, handed over as a pipe that can be read once, whose path is in NAME',
    group: SECRETS,
  },
  {
    name: 'stdin',
    value: 'NAME',
    summary: 'the secret that the command reads on its standard input',
    details: 'The name of a secret, or NAME=REFERENCE for one that comes in no other way.',
    group: SECRETS,
  },
  {
    name: 'template',
    value: 'FILE=TARGET',
    times: 'many',
    completes: 'file',
    summary: 'a text in which secrets take the places of {{NAME}}',
    details:
      'TARGET is a variable that gets the path of the filled-in copy, or a path with a slash or a dot where it is written to and removed afterwards.',
    group: SECRETS,
  },
  {
    name: 'secret',
    value: 'NAME=REFERENCE',
    times: 'many',
    summary: 'a secret for templates and exports alone',
    group: SECRETS,
  },
  {
    name: 'allow-name',
    value: 'NAME',
    times: 'many',
    summary: 'let a secret have this name, though it decides what programs do',
    group: SECRETS,
  },
] as const satisfies readonly OptionSpec[];

/** Flags that `run` and `drill` share. */
export const CHILD_OPTIONS = [
  {
    name: 'pristine',
    summary: 'give the command nothing of our environment but PATH, HOME, the language and the like',
    details:
      'Otherwise it gets everything but VAULT_*, BAO_*, KEEPMUM_*, the credentials of AWS and the tokens that prove who a job is.',
    group: COMMAND,
  },
  {
    name: 'pass',
    value: 'NAME',
    times: 'many',
    summary: 'a variable that the command gets all the same',
    group: COMMAND,
  },
  {
    name: 'pty',
    value: 'WHEN',
    choices: ['auto', 'on', 'off'],
    default: 'auto',
    summary: 'whether the command gets a terminal of its own',
    details: 'With auto it does when standard input, output and error are a terminal.',
    group: COMMAND,
  },
  {
    name: 'mask-text',
    value: 'TEXT',
    default: '***',
    summary: 'what stands in the place of a secret',
    group: MASKING,
  },
  {
    name: 'artefact',
    value: 'PATH',
    times: 'many',
    completes: 'file',
    summary: 'a file or folder that is kept, to be searched for secrets as a whole',
    group: AFTERWARDS,
  },
] as const satisfies readonly OptionSpec[];

const [PRISTINE, PASS, PTY, MASK_TEXT, ARTEFACT] = CHILD_OPTIONS;

/** Flags of `keepmum run`. */
export const RUN_OPTIONS = [
  ...SECRET_OPTIONS,
  PRISTINE,
  PASS,
  PTY,
  {
    name: 'time-limit',
    value: 'TIME',
    default: 'none',
    summary: 'how long the command may run, as in 30m; it is told to end then',
    details: 'A secret that lasts for a shorter time and cannot be renewed is told before the start.',
    group: COMMAND,
  },
  {
    name: 'notify',
    value: 'SIGNAL',
    choices: ['HUP', 'USR1', 'USR2'],
    default: 'none',
    summary: 'the signal that tells the command of a new secret in the file of one that has ended',
    group: COMMAND,
  },
  {
    name: 'dry-run',
    summary: 'say what would be done and whether it could be; reads no secret and starts nothing',
    group: COMMAND,
  },
  MASK_TEXT,
  {
    name: 'no-mask',
    value: 'NAME',
    times: 'many',
    summary: 'hand NAME over without masking it, as it is no secret',
    details:
      'For what a store holds beside its secrets, such as a user name. A value that would blank a log is refused otherwise.',
    group: MASKING,
  },
  {
    name: 'guard',
    value: 'WHEN',
    choices: ['on', 'off'],
    default: 'on',
    summary: 'whether to mask credentials as well that nobody has named',
    group: MASKING,
  },
  {
    name: 'sweep',
    value: 'WHEN',
    choices: ['on', 'off'],
    default: 'on',
    summary: 'whether to look for the secrets in what the command has left behind',
    details:
      "That is the files of GitHub's outputs, variables and summary, what has changed in the work tree, ignored files too, and what --artefact names. A secret there makes the run fail.",
    group: AFTERWARDS,
  },
  ARTEFACT,
  {
    name: 'export',
    value: 'TARGET',
    times: 'many',
    summary: 'give the secrets to what comes later: github, dotenv=FILE or json=FILE',
    details:
      'github writes to the files of GITHUB_ENV and GITHUB_OUTPUT, so that every later step has them. Without a command, that is all that is done. What a store has lent ends with the run unless --keep is given.',
    group: AFTERWARDS,
  },
  {
    name: 'keep',
    summary: 'leave what was lent to those who use an export; keepmum reap --kept revokes it',
    details:
      'For an export without a command. Logins on which no lease depends are given back at once. Nothing renews what is kept: it ends with its time at the latest.',
    group: AFTERWARDS,
  },
  {
    name: 'receipt',
    value: 'FILE',
    completes: 'file',
    summary: 'write down what was done with which secret, without values',
    details:
      'JSON: references, versions, logins with their claims, leases, renewals, revocations, what was masked in which form, and what was found afterwards. Its schema is docs/schema/receipt.schema.json.',
    group: AFTERWARDS,
  },
  {
    name: 'revoke-failure',
    value: 'KIND',
    choices: ['fail', 'warn'],
    default: 'fail',
    summary: 'what it means if a store cannot take back what it has lent',
    group: AFTERWARDS,
  },
  {
    name: 'journal',
    value: 'WHEN',
    choices: ['on', 'off'],
    default: 'on',
    summary: 'whether to write down on disk what keepmum reap would have to revoke',
    group: AFTERWARDS,
  },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];

/** Flags of `keepmum drill`. */
export const DRILL_OPTIONS = [
  ...SECRET_OPTIONS,
  ...CHILD_OPTIONS,
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];
