import type { TomlTable, TomlValue } from 'smol-toml';
import { nearestName } from '../../core/nearest-name.js';

/** How a key may be written: gitleaks ignores the case of its own, ours are exact. */
type KeyCase = 'any-case' | 'exact';
export type KnownKeys = Readonly<Record<string, KeyCase>>;

/** Reads typed values out of one TOML table and reports what is wrong, rather than stop at the first fault. */
export class TableReader {
  readonly #values = new Map<string, TomlValue>();
  readonly #report: (message: string) => void;

  constructor(table: TomlTable, known: KnownKeys, report: (message: string) => void) {
    this.#report = report;
    for (const [written, value] of Object.entries(table)) {
      const key = knownKey(written, known);
      if (key === undefined) report(unknownKey(written, Object.keys(known)));
      else if (this.#values.has(key)) report(`key "${key}" is given twice`);
      else this.#values.set(key, value);
    }
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  string(key: string): string | undefined {
    return this.#typed(key, 'a string', (value) => typeof value === 'string');
  }

  number(key: string): number | undefined {
    return this.#typed(key, 'a number that is not negative', isCount);
  }

  boolean(key: string): boolean | undefined {
    return this.#typed(key, 'true or false', (value) => typeof value === 'boolean');
  }

  /** A list of strings; empty when absent. */
  strings(key: string): readonly string[] {
    return this.#typed(key, 'a list of strings', isStringList) ?? [];
  }

  table(key: string): TomlTable | undefined {
    return this.#typed(key, 'a table', isTable);
  }

  tables(key: string): readonly TomlTable[] {
    return this.#typed(key, 'a list of tables', isTableList) ?? [];
  }

  /** Strings and tables mixed; empty when absent. */
  stringsOrTables(key: string): readonly (string | TomlTable)[] {
    return this.#typed(key, 'a list of strings or tables', isMixedList) ?? [];
  }

  /** One of a few words; undefined when absent or not one of them. */
  oneOf<Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const value = this.string(key);
    const word = words.find((one) => one === value);
    if (value !== undefined && word === undefined) {
      this.#report(`${key} is ${JSON.stringify(value)}, expected ${words.map((one) => `"${one}"`).join(', ')}`);
    }
    return word;
  }

  #typed<Type extends TomlValue>(
    key: string,
    wanted: string,
    fits: (value: TomlValue) => value is Type,
  ): Type | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    if (fits(value)) return value;
    this.#report(`${key} is not ${wanted}`);
    return undefined;
  }
}

function knownKey(written: string, known: KnownKeys): string | undefined {
  if (Object.hasOwn(known, written)) return written;
  const lower = written.toLowerCase();
  return Object.keys(known).find((key) => known[key] === 'any-case' && key.toLowerCase() === lower);
}

function unknownKey(written: string, known: readonly string[]): string {
  const nearest = nearestName(written, known);
  return `unknown key "${written}"${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`;
}

const isTable = (value: TomlValue): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
const isTableList = (value: TomlValue): value is TomlTable[] => Array.isArray(value) && value.every(isTable);
const isString = (value: TomlValue): value is string => typeof value === 'string';
const isStringList = (value: TomlValue): value is string[] => Array.isArray(value) && value.every(isString);
const isMixedList = (value: TomlValue): value is (string | TomlTable)[] =>
  Array.isArray(value) && value.every((one) => isString(one) || isTable(one));
const isCount = (value: TomlValue): value is number => typeof value === 'number' && value >= 0;
