/** Where an exchange broke. */
export type HttpFailureKind =
  | 'unresolved'
  | 'refused'
  | 'tls'
  | 'proxy'
  | 'timeout'
  | 'cut'
  | 'too-large'
  | 'malformed'
  | 'redirect'
  | 'setup'
  | 'other';

/** An exchange that brought no answer. Its message is for people and holds nothing that was sent. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  /** Whether the other side may have received the request, and so acted on it. */
  readonly sent: 'no' | 'maybe';
  readonly hints: readonly string[];

  constructor(
    kind: HttpFailureKind,
    message: string,
    { sent, hints = [], cause }: { sent: 'no' | 'maybe'; hints?: readonly string[]; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpFailure';
    this.kind = kind;
    this.sent = sent;
    this.hints = hints;
  }
}
