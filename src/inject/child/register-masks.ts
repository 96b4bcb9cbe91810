import { execFile } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { SecretValue } from '../../core/secret-value.js';
import type { CiHost } from '../../mask/register/ci-host.js';
import { registrationOf } from '../../mask/register/registration.js';

const ANSWER_MS = 10_000;

/** How a host is told what to mask. */
export interface RegistrationTools {
  /** Absent if everything we write is kept by others too. */
  readonly channel: Writable | undefined;
  readonly tell: (message: string) => void;
}

/**
 * Tells the host of a pipeline to mask these too: in what other steps print, and in what it shows of files. Our own masking does not depend on it.
 *
 * @throws KeepmumError `REFUSED` for a value that would blank the host's log
 */
export async function registerMasks(
  host: CiHost,
  values: readonly SecretValue[],
  tools: RegistrationTools,
): Promise<void> {
  const registration = registrationOf(
    host,
    values.map((value) => value.reveal()),
  );
  if (registration.kind === 'none') return;
  if (registration.kind === 'run') {
    const [program = '', ...words] = registration.command;
    if (!(await succeeds(program, words, registration.input))) {
      tools.tell(`${program} did not take the secrets, so only keepmum masks them`);
    }
    return;
  }
  const { channel } = tools;
  if (channel === undefined) {
    tools.tell(
      'the secrets are not registered with the pipeline: standard error goes to a file, where they would stand',
    );
    return;
  }
  const text = registration.lines.map((line) => `${line}\n`).join('');
  // A reader that is gone shows nothing either.
  await new Promise<void>((resolve) => channel.write(text, () => resolve()));
}

/** The values are on its standard input; its arguments and its output say nothing. */
function succeeds(program: string, words: readonly string[], input: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = execFile(program, words, { timeout: ANSWER_MS }, (error) => resolve(error === null));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
