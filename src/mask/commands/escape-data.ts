const GITHUB = { '%25': '%', '%0D': '\r', '%0A': '\n' } as const;
const AZURE = { '%AZP25': '%', '%0D': '\r', '%0A': '\n' } as const;

/** The value as the data of a GitHub workflow command: one line. */
export function escapeGitHub(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The inverse of `escapeGitHub`. */
export function unescapeGitHub(data: string): string {
  return data.replace(/%(?:25|0D|0A)/gi, (found) => GITHUB[found.toUpperCase() as keyof typeof GITHUB]);
}

/** The value as the message of an Azure logging command: one line. */
export function escapeAzure(value: string): string {
  return value.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The inverse of `escapeAzure`. */
export function unescapeAzure(data: string): string {
  return data.replace(/%(?:AZP25|0D|0A)/gi, (found) => AZURE[found.toUpperCase() as keyof typeof AZURE]);
}
