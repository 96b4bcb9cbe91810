/** How PowerShell and cmd write the text: back quotes, doubled percent signs, carets. */
export function windowsForms(text: string): string[] {
  const caret = text.replace(/[&|<>^()%!"]/g, '^$&');
  const caretUnquoted = text.replace(/[&|<>^]/g, '^$&');
  return [
    text.replace(/[`"$]/g, '`$&').replaceAll('\n', '`n').replaceAll('\t', '`t').replaceAll('\r', '`r'),
    text.replace(/[`"$]/g, '`$&'),
    caret,
    caretUnquoted,
    text.replaceAll('%', '%%'),
    caretUnquoted.replaceAll('%', '%%'),
    text.replaceAll('"', '\\"'),
    text.replaceAll('"', '""').replaceAll('%', '%%'),
  ];
}
