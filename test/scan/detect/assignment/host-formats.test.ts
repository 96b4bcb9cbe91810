import { describe, expect, it } from 'vitest';
import { findingsIn } from '../filters/judge.js';
import { readAll, unmark } from './read-all.js';

/** One value in twelve formats, as people write them: [format, path, text]. */
const HOSTS: readonly (readonly [format: string, path: string, marked: string])[] = [
  ['JSON', 'config.json', '{\n  "db": {\n    "password": "«VALUE»",\n    "port": 5432\n  }\n}\n'],
  ['YAML', 'config.yml', 'db:\n  password: «VALUE»   # rotate\n  port: 5432\n'],
  ['TOML', 'config.toml', '[db]\npassword = "«VALUE»"\nport = 5432\n'],
  ['.env', '.env', 'DB_HOST=db\nDB_PASSWORD=«VALUE»\nDB_PORT=5432\n'],
  ['JavaScript', 'db.js', "module.exports = {\n  user: 'app',\n  password: '«VALUE»',\n};\n"],
  ['Python', 'db.py', 'def connect():\n    return open_db(user="app", password="«VALUE»")\n'],
  ['Go', 'db.go', 'var cfg = Config{\n\tUser:     "app",\n\tPassword: "«VALUE»",\n}\n'],
  ['Java properties', 'db.properties', 'spring.datasource.username=app\nspring.datasource.password=«VALUE»\n'],
  ['XML', 'db.xml', '<db>\n  <user>app</user>\n  <password>«VALUE»</password>\n</db>\n'],
  ['Dockerfile', 'Dockerfile', 'FROM alpine\nENV DB_USER=app DB_PASSWORD=«VALUE» DB_PORT=5432\n'],
  ['shell', 'run.sh', '#!/bin/sh\nexport DB_PASSWORD=«VALUE»\nexec app\n'],
  ['Markdown', 'notes.md', '# Setup\n\nUse `password: «VALUE»` for now.\n'],
];

describe('a password in a host format', () => {
  for (const value of ['Zx9!kfo2Lm', 'q7RtXv2LmPz8Kw4N', '9f86d081884c7d659a2feaa0c55ad015']) {
    it.each(HOSTS)(`is found whole in %s: ${value}`, (_format, path, marked) => {
      const { text, start, end } = unmark(marked.replace('VALUE', value));
      const ends = text.includes('\r') ? [text] : [text, text.replaceAll('\n', '\r\n')];
      for (const variant of ends) {
        const shift = variant.slice(0, variant.indexOf(value)).length - start;
        expect(readAll(variant)).toContainEqual(
          expect.objectContaining({ value, valueStart: start + shift, valueEnd: end + shift }),
        );
        expect(findingsIn(variant, path)).toContainEqual(
          expect.objectContaining({
            value,
            rule: 'generic-password',
            confidence: expect.stringMatching(/high|medium/),
          }),
        );
      }
    });
  }
});
