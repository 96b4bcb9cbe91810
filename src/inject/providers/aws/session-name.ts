const LONGEST = 64;

/**
 * The name under which AWS' audit trail shows what a pipeline has read: `keepmum-REPOSITORY-RUN`, in the characters that
 * AWS allows, the end kept where it is too long.
 *
 * @param parts what is known of the pipeline, the most telling last
 */
export function sessionName(parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined && part !== '');
  const name = ['keepmum', ...known].join('-').replaceAll(/[^\w+=,.@-]+/g, '-');
  return name.length <= LONGEST ? name : name.slice(-LONGEST).replace(/^-+/, '');
}
