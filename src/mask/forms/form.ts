import type { PartialSextet } from './base64.js';

/** The families of encodings, as they are counted and reported. */
export type FormName =
  | 'plain'
  | 'line'
  | 'base64'
  | 'base64url'
  | 'base64-twice'
  | 'base64-utf16'
  | 'hex'
  | 'percent'
  | 'json'
  | 'shell'
  | 'source'
  | 'markup'
  | 'doubled'
  | 'windows'
  | 'utf16'
  | 'derived';

/** One way a secret can look in an output. */
export interface Form {
  readonly name: FormName;
  readonly bytes: Uint8Array;
  /** The character in front that also carries bits of the secret. */
  readonly before?: PartialSextet;
  /** The character behind that also carries bits of the secret. */
  readonly after?: PartialSextet;
}
