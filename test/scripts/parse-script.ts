/** One command of a script, and what it must do. */
export interface ScriptRun {
  /** As for sh. */
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Line of the command in the script, counted from 1. */
  readonly line: number;
}

/** Files, commands and their output in one text, as in Go's txtar; test/scripts/README.md says how to write one. */
export interface Script {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly runs: readonly ScriptRun[];
}

interface Section {
  readonly kind: string;
  readonly argument: string;
  readonly body: string;
  readonly line: number;
}

const HEAD = /^== (file|run|stdout|stderr|exit)(?: (.*))?$/;

function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let body: string[] = [];
  let head: { kind: string; argument: string; line: number } | undefined;
  const close = (): void => {
    if (head === undefined) return;
    // The blank line that sets a section off from the next head is not its content.
    while (body.at(-1) === '') body.pop();
    sections.push({ ...head, body: body.length === 0 ? '' : `${body.join('\n')}\n` });
  };
  for (const [index, line] of text.split('\n').entries()) {
    const [, kind, argument = ''] = HEAD.exec(line) ?? [];
    if (kind === undefined) {
      if (line.startsWith('== ')) throw new Error(`line ${index + 1}: unknown section ${line}`);
      body.push(line);
      continue;
    }
    close();
    body = [];
    head = { kind, argument, line: index + 1 };
  }
  close();
  return sections;
}

/** What stands before the first section is its explanation. */
export function parseScript(text: string): Script {
  const files: { name: string; content: string }[] = [];
  const runs: { command: string; stdout: string; stderr: string; exitCode: number; line: number }[] = [];
  for (const { kind, argument, body, line } of sectionsOf(text)) {
    const run = runs.at(-1);
    if (kind === 'file') files.push({ name: argument, content: body });
    else if (kind === 'run') runs.push({ command: argument, stdout: '', stderr: '', exitCode: 0, line });
    else if (run === undefined) throw new Error(`line ${line}: ${kind} stands before any run`);
    else if (kind === 'exit') run.exitCode = Number(argument);
    else run[kind as 'stdout' | 'stderr'] = body;
  }
  return { files, runs };
}
