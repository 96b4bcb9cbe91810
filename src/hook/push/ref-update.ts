/** One ref that is about to change, as git tells its hooks; deletions are left out. */
export interface RefUpdate {
  /** Full name, where it is to change. */
  readonly ref: string;
  /** Object id. */
  readonly to: string;
  /** Object id; `undefined` for a ref that is new. */
  readonly from: string | undefined;
}

const NOTHING = /^0+$/;
const ID = /^[0-9a-f]{40,64}$/;

function updateOf(ref: string, to: string, from: string): RefUpdate | undefined | 'malformed' {
  if (ref === '' || !ID.test(to) || !ID.test(from)) return 'malformed';
  if (NOTHING.test(to)) return undefined;
  return { ref, to, from: NOTHING.test(from) ? undefined : from };
}

/** Field order of the lines: a pre-push hook gets local ref, local id, remote ref, remote id. */
const FIELDS = {
  'pre-push': ([, to = '', ref = '', from = '']: readonly string[]) => updateOf(ref, to, from),
  'pre-receive': ([from = '', to = '', ref = '']: readonly string[]) => updateOf(ref, to, from),
} as const;

/**
 * Reads what git writes to a hook's standard input.
 *
 * @returns `malformed` when a line is not of that form: what is pushed is then unknown
 */
export function readRefUpdates(hook: keyof typeof FIELDS, input: string): readonly RefUpdate[] | 'malformed' {
  const updates: RefUpdate[] = [];
  for (const line of input.split('\n')) {
    if (line.trim() === '') continue;
    const update = FIELDS[hook](line.split(' '));
    if (update === 'malformed') return 'malformed';
    if (update !== undefined) updates.push(update);
  }
  return updates;
}
