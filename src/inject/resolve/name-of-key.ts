const CASE_CHANGE = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/** A key as the name of a variable: `dbPassword`, `db-password` and `db.password` are all `DB_PASSWORD`. */
export function nameOfKey(key: string): string {
  const words = key.replaceAll(CASE_CHANGE, '_').split(/[^A-Za-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('_')
    .toUpperCase();
}
