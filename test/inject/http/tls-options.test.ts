import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TlsSettings } from '../../../src/inject/http/http-settings.js';
import { tlsOptions } from '../../../src/inject/http/tls-options.js';
import { folderWith } from '../../config/temporary-folder.js';

const pem = (text: string): string => `-----BEGIN ${'CERTIFICATE'}-----\n${text}\n-----END CERTIFICATE-----\n`;
const optionsFor = (settings: Omit<TlsSettings, 'verify'>) => tlsOptions({ ...settings, verify: 'always' });

describe('options of TLS', () => {
  it('are none where nothing is said: the roots of the system count', () => {
    expect(optionsFor({})).toEqual({});
  });

  it('have the authorities of a file and of a folder, and not what else lies there', () => {
    const folder = folderWith({
      'ca.pem': pem('one'),
      'all/two.crt': pem('two'),
      'all/hash.0': pem('three'),
      'all/readme.txt': 'no certificate',
      'all/deeper/four.pem': pem('four'),
    });
    const { ca } = optionsFor({ caFile: join(folder, 'ca.pem'), caPath: join(folder, 'all') });
    expect(ca).toHaveLength(3);
    expect([ca].flat().sort()).toEqual([pem('one'), pem('two'), pem('three')].sort());
  });

  it('trust nobody where the folder is empty', () => {
    expect(optionsFor({ caPath: folderWith({}) }).ca).toEqual([]);
  });

  it('have a key of its own file, or of the file of the certificate', () => {
    const folder = folderWith({ 'cert.pem': 'both', 'key.pem': 'key' });
    const clientCert = join(folder, 'cert.pem');
    expect(optionsFor({ clientCert, clientKey: join(folder, 'key.pem') })).toEqual({ cert: 'both', key: 'key' });
    expect(optionsFor({ clientCert })).toEqual({ cert: 'both', key: 'both' });
  });

  it('have a name, and no check where that is meant', () => {
    expect(optionsFor({ serverName: 'a.test' })).toEqual({ servername: 'a.test' });
    expect(tlsOptions({ verify: 'never' })).toEqual({ rejectUnauthorized: false });
  });

  it.each([
    ['caFile', 'the trusted certificates'],
    ['caPath', 'the folder of trusted certificates'],
    ['clientCert', 'the client certificate'],
  ])('say which file is missing: %s', (name, what) => {
    const path = join(folderWith({}), 'none.pem');
    expect(() => optionsFor({ [name]: path })).toThrow(`cannot read ${what} "${path}": ENOENT`);
  });

  it('say that the key is missing', () => {
    const folder = folderWith({ 'cert.pem': 'x' });
    const settings = { clientCert: join(folder, 'cert.pem'), clientKey: join(folder, 'none.pem') };
    expect(() => optionsFor(settings)).toThrow('cannot read the key of the client certificate');
  });
});
