/** What stood around the value: a quote of its own, nothing, or lines of their own (YAML block, XML element with several lines). */
export type Quote = '"' | "'" | '`' | 'none' | 'block';

/** Where a bare value stood. A string or a comment holds text, so a bare word there is a value; in code it is an expression. */
export type Surrounding = 'plain' | 'string' | 'comment';

/** A name and the literal it is given, as read from the bytes. */
export interface Assignment {
  /** The whole identifier around the word, as written, e.g. `spring.datasource.password`. */
  readonly name: string;
  /**
   * `=`, `:`, `=>`, `:=`, `==`, `,`, `(`, `??`, or the shape's name: `xml`, `flag`, `space`, `pair`, `default`, `sql`, `column`,
   * `positional`, `credentials` (the second of a pair) or `is`.
   */
  readonly operator: string;
  /** Unescaped, parts of a concatenation joined. */
  readonly value: string;
  /** Offsets of the raw value in the bytes, without its quotes, half open. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quote: Quote;
  readonly surrounding: Surrounding;
}

/** A value before it has a name. */
export type ReadValue = Pick<Assignment, 'value' | 'valueStart' | 'valueEnd' | 'quote' | 'surrounding'>;

/** A value and the operator that led to it. */
export type ReadRest = ReadValue & Pick<Assignment, 'operator'>;
