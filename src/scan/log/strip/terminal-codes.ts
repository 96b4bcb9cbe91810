const CSI = '\\x1b\\[[0-?]*[ -/]*[@-~]';
const SHORT = '\\x1b[ -/]*[0-Z\\\\^-~]';
/** Operating system, device and application commands carry text that no terminal shows: a link's address, a window's title. */
const STRING_COMMAND = /\x1b[\]P_^X]([^\x1b\x07]*)(?:\x07|\x1b\\)?/g;
const CODES = new RegExp(`${CSI}|${SHORT}`, 'g');
const BACKSPACE = /[^\x08]\x08/g;

/** A line as a terminal shows it, and what it hides. */
export interface ShownLine {
  readonly text: string;
  /** Texts of commands that carry one: a secret may stand in a link's address. */
  readonly hidden: readonly string[];
}

/** Takes colours, cursor movements and other terminal commands out of a line; overstruck characters count as corrected. */
export function shownLine(line: string): ShownLine {
  if (!line.includes('\x1b') && !line.includes('\x08')) return { text: line, hidden: [] };
  const hidden: string[] = [];
  const text = line.replace(STRING_COMMAND, (_, payload: string) => {
    if (payload.length > 0) hidden.push(payload);
    return '';
  });
  return { text: withoutBackspaces(text.replace(CODES, '')), hidden };
}

/** The same without what is hidden. */
export function withoutControls(line: string): string {
  return shownLine(line).text;
}

function withoutBackspaces(text: string): string {
  let rest = text;
  while (rest.includes('\x08')) {
    const next = rest.replace(BACKSPACE, '');
    if (next === rest) return rest.replaceAll('\x08', '');
    rest = next;
  }
  return rest;
}
