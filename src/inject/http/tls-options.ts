import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { HttpFailure } from './http-failure.js';
import type { TlsSettings } from './http-settings.js';

function readPart(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new HttpFailure('setup', `cannot read ${what} "${path}": ${found}`, { sent: 'no', cause });
  }
}

function readFolder(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => readPart('a trusted certificate', join(path, name)))
      .filter((text) => text.includes('-----BEGIN CERTIFICATE-----'));
  } catch (cause) {
    if (cause instanceof HttpFailure) throw cause;
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new HttpFailure('setup', `cannot read the folder of trusted certificates "${path}": ${found}`, {
      sent: 'no',
      cause,
    });
  }
}

function trusted({ caFile, caPath }: TlsSettings): readonly string[] | undefined {
  if (caFile === undefined && caPath === undefined) return undefined;
  const fromFile = caFile === undefined ? [] : [readPart('the trusted certificates', caFile)];
  return [...fromFile, ...(caPath === undefined ? [] : readFolder(caPath))];
}

/**
 * Options of node's TLS for the settings; reads the files that they name.
 *
 * @throws HttpFailure `setup`
 */
export function tlsOptions(settings: TlsSettings): ConnectionOptions {
  const { clientCert, clientKey, serverName, verify } = settings;
  const ca = trusted(settings);
  return {
    ...(ca !== undefined && { ca: [...ca] }),
    // A key is often kept in the certificate's file.
    ...(clientCert !== undefined && {
      cert: readPart('the client certificate', clientCert),
      key: readPart('the key of the client certificate', clientKey ?? clientCert),
    }),
    ...(serverName !== undefined && { servername: serverName }),
    ...(verify === 'never' && { rejectUnauthorized: false }),
  };
}
