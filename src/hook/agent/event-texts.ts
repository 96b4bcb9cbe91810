/** One text of an event. */
export interface EventText {
  /** Where it stands, as in `tool_input.command`. */
  readonly where: string;
  readonly text: string;
}

/** What an edit takes out is in the file already; to forbid it would forbid taking a secret out. */
const TAKEN_OUT = new Set(['old_string', 'old_str']);

/** A short value means little without its name: `{"API_KEY": "…"}` is judged as an assignment too. */
function textsOf(text: string, name: string, where: string): EventText[] {
  const isValue = name !== '' && text !== '' && !/[\s"\\]/.test(text);
  return [{ where, text }, ...(isValue ? [{ where, text: `${name} = "${text}"` }] : [])];
}

/** Every text in a JSON value, the names of its fields among them; throws RangeError when it is nested without end. */
export function eventTexts(value: unknown, name = '', where = ''): readonly EventText[] {
  if (typeof value === 'string') return textsOf(value, name, where);
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, member]) => {
    if (TAKEN_OUT.has(key)) return [];
    const place = where === '' ? key : `${where}.${key}`;
    const inner = eventTexts(member, isList ? name : key, place);
    return isList ? inner : [{ where, text: key }, ...inner];
  });
}
