import { countLineFeeds } from './line-feeds.js';

/** The text of a commit or tag that people wrote: the message first, so that its lines count from 1, then the header. */
export interface MessageText {
  /** A view into the object. */
  readonly message: Buffer;
  /** Written lines of the header, bytes as characters, to stand behind the message. */
  readonly header: string;
  /** Lines of the message; what stands behind is header. */
  readonly messageLines: number;
  /** Value of a header field, such as `tagger` or `tag`. */
  field(name: string): string | undefined;
}

/** Fields that hold ids or a signature; a line that starts with a space goes on with the field before it. */
const MACHINE_FIELD = /^(?:tree|parent|object|type|gpgsig|gpgsig-sha256) /;

/** @param object the bytes of a commit or annotated tag */
export function messageTextOf(object: Buffer): MessageText {
  const blank = object.indexOf('\n\n');
  const header = object.toString('latin1', 0, blank < 0 ? object.length : blank);
  const message = object.subarray(blank < 0 ? object.length : blank + 2);
  return {
    message,
    header: `\n${writtenLines(header).join('\n')}\n`,
    messageLines: countLineFeeds(message) + 1,
    field: (name) => {
      const line = header.split('\n').find((one) => one.startsWith(`${name} `));
      return line === undefined ? undefined : Buffer.from(line.slice(name.length + 1), 'latin1').toString('utf8');
    },
  };
}

function writtenLines(header: string): string[] {
  const lines: string[] = [];
  let isWritten = true;
  for (const line of header.split('\n')) {
    if (!line.startsWith(' ')) isWritten = !MACHINE_FIELD.test(line);
    if (isWritten) lines.push(line);
  }
  return lines;
}
