import type { HttpFailure } from '../../http/http-failure.js';

/** An exchange with AWS that brought no answer. */
export class BrokenExchange extends Error {
  readonly host: string;
  readonly failure: HttpFailure;

  constructor(host: string, failure: HttpFailure) {
    super(`the exchange with ${host} broke`, { cause: failure });
    // The name by which the SDK knows that it may try again.
    this.name = 'TimeoutError';
    this.host = host;
    this.failure = failure;
  }
}

/** The exchange that an error of the SDK comes from, if that is its reason. */
export function brokenExchangeIn(error: unknown): BrokenExchange | undefined {
  if (error instanceof BrokenExchange) return error;
  return error instanceof Error && error.cause !== undefined ? brokenExchangeIn(error.cause) : undefined;
}
