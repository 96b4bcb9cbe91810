import { defineCommand } from '../command.js';
import { RUN_OPTIONS } from './run-options.js';

export const run = defineCommand({
  name: 'run',
  summary: 'fetch secrets, hand them to one command, mask them in what it prints, and give them back',
  synopsis: ['run [-e NAME=REFERENCE]… [OPTIONS] -- COMMAND…', 'run -e NAME=REFERENCE --export TARGET'],
  description: [
    'Asks the stores for the secrets, starts the command with them, and replaces them in its output in every form they can have. When it ends, keepmum looks for them in the files it has left behind, and gives back what the stores have lent; so it does when it is told to stop, and when the terminal is closed.',
    'Secrets are named with -e and its like, under [secrets] in keepmum.toml, and by variables of the environment whose value is a reference.',
    'The command is started as it stands behind the --, without a shell, in a session of its own; signals are passed on to it. Told twice to end, it is killed a second later.',
  ],
  operands: {
    value: 'COMMAND',
    summary: 'the command and its words',
    atLeast: 0,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: RUN_OPTIONS,
  examples: [
    {
      line: 'keepmum run -e DEPLOY_TOKEN=vault://kv/ci/deploy#token -- ./deploy.sh',
      does: 'one secret as a variable',
    },
    {
      line: 'keepmum run --file KEY=aws-sm://deploy-key -- ansible-playbook site.yml',
      does: 'a key as a file, whose path is in KEY',
    },
    {
      line: "keepmum run -e 'DB_*=vault://database/creds/ci' --artefact dist -- make test package",
      does: 'credentials made for this run; dist must not hold them',
    },
  ],
  isWrapper: true,
  exitCodes: [
    { code: 'N', means: "the command's own, and 128+N if signal N ended it" },
    { code: '1', means: 'a secret was found in what the command has left behind' },
    { code: '4', means: 'what was lent could not be given back, or keepmum failed while the command ran' },
    { code: '125', means: 'keepmum failed before it started the command' },
    { code: '126', means: 'the command cannot be executed' },
    { code: '127', means: 'there is no such command' },
  ],
  async run(given, world) {
    const { runWithSecrets } = await import('../run/run-with-secrets.js');
    return runWithSecrets(given, world);
  },
});
