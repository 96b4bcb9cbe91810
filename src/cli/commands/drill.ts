import { defineCommand } from '../command.js';
import { DRILL_OPTIONS } from './run-options.js';

export const drill = defineCommand({
  name: 'drill',
  summary: 'run a command with made-up secrets and see where it would leak them',
  synopsis: ['drill [-e NAME[=REFERENCE]]… [OPTIONS] -- COMMAND…'],
  description: [
    'Does what keepmum run does, with a made-up value of the same shape in the place of each secret: no store is asked, and nothing real is at risk. Then it says what became of the values: masked how often and in which form, past the masker in pieces or in forms that no masker can know, left in files.',
    'The names are those of keepmum run: -e and its like, [secrets] in keepmum.toml, and variables whose value is a reference. A command that needs its secrets to be right fails early; what it did until then counts.',
  ],
  operands: {
    value: 'COMMAND',
    summary: 'the command and its words',
    atLeast: 1,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: DRILL_OPTIONS,
  examples: [
    { line: 'keepmum drill -e DEPLOY_TOKEN -- ./deploy.sh', does: 'would this script leak its token' },
    { line: 'keepmum drill --artefact dist -- make package', does: 'with the secrets of keepmum.toml; is one in dist' },
  ],
  isWrapper: true,
  exitCodes: [
    { code: 'N', means: "the command's own, and 128+N if signal N ended it" },
    { code: '1', means: 'a made-up secret got past the masker, or is in a file' },
    { code: '4', means: 'keepmum failed while the command ran' },
    { code: '125', means: 'keepmum failed before it started the command' },
    { code: '126', means: 'the command cannot be executed' },
    { code: '127', means: 'there is no such command' },
  ],
  async run(given, world) {
    const { runDrill } = await import('../run/run-drill.js');
    return runDrill(given, world);
  },
});
