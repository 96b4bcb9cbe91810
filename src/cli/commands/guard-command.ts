import { defineCommand } from '../command.js';
import { FAILURE_EXIT_CODES } from '../common-options.js';
import { GUARD_OPTIONS } from './guard-options.js';

export const guard = defineCommand({
  name: 'guard',
  summary: 'mask known secrets and unknown credentials in whatever passes through, and tell of them',
  synopsis: ['guard [OPTIONS] < IN > OUT', 'guard [OPTIONS] -- COMMAND…'],
  description: [
    'Copies standard input to standard output, or runs a command and does so with its output. In the place of each known secret, and of whatever keepmum scan --log would find, it puts ***. At the end it tells of every credential it found: which kind, in which line of the output, how sure, and what to do now.',
    'A line is out within some 20 milliseconds, a question to a person too. What has begun to look like a credential waits until it is clear what it is, for up to a second.',
    'The report goes to standard error, and says nothing when there is nothing to say.',
  ],
  operands: {
    value: 'COMMAND',
    summary: 'a command and its words; without it, standard input is read',
    atLeast: 0,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: GUARD_OPTIONS,
  examples: [
    { line: 'make deploy 2>&1 | keepmum guard', does: 'a build log without the credentials that it would have shown' },
    { line: 'keepmum guard -- make deploy', does: 'the same, with the exit code of make if that fails' },
    {
      line: 'make test 2>&1 | keepmum guard --env DEPLOY_TOKEN --report sarif=log.sarif',
      does: 'mask one known secret too, and write a report for code scanning',
    },
  ],
  exitCodes: [
    { code: '0', means: 'everything was copied, and nothing unknown was found' },
    { code: '1', means: 'there are findings; --exit-code replaces this one' },
    { code: '3', means: 'the file of secrets could not be read' },
    ...FAILURE_EXIT_CODES,
    { code: 'N', means: 'with a command, its own unless that is 0; 128+N if signal N ended it' },
    { code: '125', means: 'with a command, keepmum failed before it started it; 126 and 127 as in a shell' },
  ],
  async run(given, world) {
    const { runGuard } = await import('./guard.js');
    return runGuard(given, world);
  },
});
