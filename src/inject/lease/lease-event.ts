/** What happened to a lease or a login while the command ran. `subject` says whose, for people: a path or `login`. */
export type LeaseEvent =
  | { readonly kind: 'renewed'; readonly subject: string; readonly seconds: number }
  | { readonly kind: 'renewal-failed'; readonly subject: string; readonly reason: string; readonly remaining: number }
  | { readonly kind: 'minted'; readonly subject: string; readonly seconds: number }
  /** The store will not grant more time; the secret ends within `remaining` milliseconds. */
  | { readonly kind: 'ending'; readonly subject: string; readonly reason: string; readonly remaining: number }
  | { readonly kind: 'ended'; readonly subject: string }
  /** Told before the command is started: it may run for longer than the secret lives. Both in milliseconds. */
  | { readonly kind: 'too-short'; readonly subject: string; readonly lasts: number; readonly needed: number };
