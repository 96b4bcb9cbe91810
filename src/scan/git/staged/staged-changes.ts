/** A file whose content the next commit would add or change. */
export interface StagedChange {
  readonly path: string;
  /** Blob ids; `before` is absent for a new file. */
  readonly after: string;
  readonly before?: string;
}

/** What `git diff --cached --raw -z` says. Paths are byte paths. */
export interface StagedChanges {
  readonly changes: readonly StagedChange[];
  /** Submodules whose commit changes. */
  readonly submodules: readonly string[];
  /** Paths with conflicts: no commit can record them as they are. */
  readonly conflicts: readonly string[];
}

const SUBMODULE = '160000';
const CHANGE = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/;

/** @param output of git, bytes as characters */
export function parseStaged(output: string): StagedChanges {
  const changes: StagedChange[] = [];
  const submodules: string[] = [];
  const conflicts = new Set<string>();
  const tokens = output.split('\0');
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    const [, oldMode = '', mode = '', before = '', after = '', status = ''] = CHANGE.exec(tokens[at] ?? '') ?? [];
    const path = tokens[at + 1] ?? '';
    if (status === 'U') conflicts.add(path);
    else if (mode === SUBMODULE) submodules.push(path);
    else if (status !== 'D' && !isNothing(after)) {
      const isNew = isNothing(before) || oldMode === SUBMODULE;
      changes.push({ path, after, ...(!isNew && { before }) });
    }
  }
  // git names a path with conflicts twice: as such, and with the version of our side.
  return { changes: changes.filter(({ path }) => !conflicts.has(path)), submodules, conflicts: [...conflicts] };
}

const isNothing = (id: string) => /^0+$/.test(id);
