/** What a run has to give back, as it stands in its journal: names only, useless without a login. */
export interface JournalEntry {
  readonly version: 1;
  readonly pid: number;
  /** Tells this process from a later one of the same number; see `processStart`. */
  readonly processStart: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly stores: readonly JournalStore[];
  /** `kept`: the run has ended, and somebody uses what it was lent; only who asks for that reaps it. */
  readonly purpose?: 'kept';
}

export interface JournalStore {
  readonly address: string;
  readonly namespace?: string;
  /** Accessor of the login; absent if the login was the user's own. */
  readonly accessor?: string;
  /** ISO 8601; absent: it does not end. */
  readonly loginEnds?: string;
  readonly leases: readonly { readonly id: string; readonly ends: string }[];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isStore(value: unknown): value is JournalStore {
  if (!isRecord(value) || !isText(value.address) || !Array.isArray(value.leases)) return false;
  const leases: readonly unknown[] = value.leases;
  return (
    [value.namespace, value.accessor, value.loginEnds].every(isTextOrAbsent) &&
    leases.every((lease) => isRecord(lease) && isText(lease.id) && isText(lease.ends))
  );
}

/** @returns `undefined` for what is no whole journal of this version */
export function parseJournal(text: string): JournalEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.stores)) return undefined;
  const { pid, processStart, startedAt, stores, purpose } = value;
  if (!Number.isSafeInteger(pid) || !isText(processStart) || !isText(startedAt)) return undefined;
  if (!stores.every(isStore) || (purpose !== undefined && purpose !== 'kept')) return undefined;
  return { version: 1, pid: pid as number, processStart, startedAt, stores, ...(purpose !== undefined && { purpose }) };
}
