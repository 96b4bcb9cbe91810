import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Why its commands are not run, if the page says so right above it. */
  readonly notRun: string | undefined;
}

/** Pages for people, as paths from the repository's root. */
export const pages: readonly string[] = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...['docs', 'docs/adr'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
  'test/servers/README.md',
];

export function textOf(page: string): string {
  return readFileSync(page, 'utf8');
}

export function blocksOf(page: string): readonly Block[] {
  const fenced = /(?:<!-- not run: (?<reason>[^>]+?) -->\n+)?^```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm;
  return [...textOf(page).matchAll(fenced)].map(({ groups }) => ({
    language: groups?.language ?? '',
    text: groups?.text ?? '',
    notRun: groups?.reason,
  }));
}

/** The page without its blocks and code, where brackets are no links. */
export function proseOf(page: string): string {
  return textOf(page)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/``.+?``|`[^`\n]*`/g, 'code');
}

/** As GitHub makes them of headings. */
export function anchorsOf(page: string): readonly string[] {
  const headings = [
    ...textOf(page)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .matchAll(/^#{1,6} (.+)$/gm),
  ];
  return headings.map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
