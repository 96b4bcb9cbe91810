import { KeepmumError } from '../../core/keepmum-error.js';

/** What is pushed is not known, so nothing of it may go through. */
export function unreadablePush(hook: 'pre-push' | 'pre-receive'): KeepmumError {
  return new KeepmumError(
    'USAGE',
    `cannot tell what is pushed: found other lines on standard input, expected those that git gives to ${hook}`,
    { hints: [`let git start it, as its ${hook} hook`] },
  );
}
