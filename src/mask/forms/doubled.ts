/** A special character written twice: quotes in YAML, SQL, PowerShell and CSV, `$$` in make and compose files. */
export function doubledForms(text: string): string[] {
  return [
    text.replaceAll("'", "''"),
    text.replaceAll('"', '""'),
    text.replaceAll('$', '$$$$'),
    text.replaceAll('$', '$$$$').replaceAll('#', '\\#'),
    text.replaceAll('$', '$$$$').replaceAll("'", "''"),
    text.replaceAll('$', '$$$$').replace(/["\\]/g, '\\$&'),
    // Terraform writes both of its templates' openings twice.
    text.replace(/[$%](?=\{)/g, '$&$&'),
    text.replace(/["\\]/g, '\\$&').replace(/[$%](?=\{)/g, '$&$&'),
  ];
}
