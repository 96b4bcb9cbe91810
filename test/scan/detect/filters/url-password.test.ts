import { describe, expect, it } from 'vitest';
import { urlPasswordDoubt } from '../../../../src/scan/detect/filters/url-password.js';
import { base62 } from '../../../fixtures/made-up-tokens.js';

const strong = `${base62('url', 13)}7`;

describe('urlPasswordDoubt', () => {
  it.each([
    ['postgres://app', strong, '@db.corp.internal/app', undefined],
    ['postgres://app', strong, '@10.2.3.4:5432/app', undefined],
    ['https://bot', `${strong}%21`, '@git.corp.internal/x', undefined],
    ['postgres://app', strong, '@localhost:5432/app', 'local'],
    ['postgres://app', strong, '@127.0.0.1/app', 'local'],
    ['https://bob', strong, '@www.example.com/', 'local'],
    ['mysql://airflow', 'airflow', '@db.corp.internal/airflow', 'sample'],
    ['amqp://Guest', 'guest', '@rabbit.corp.internal', 'sample'],
    ['mssql://scott', 'tiger', '@db.corp.internal', 'sample'],
    ['redis://u%40x', 'u%40x', '@db.corp.internal', 'sample'],
  ])('%s:…%s%s', (before, password, after, kind) => {
    expect(urlPasswordDoubt(password, `${before}:${password}${after}`)?.kind).toBe(kind);
  });

  it('survives what is no URL and no percent-encoding', () => {
    expect(urlPasswordDoubt(strong, 'Server=db1;User Id=app;Password=')).toBeUndefined();
    expect(urlPasswordDoubt('password', 'Server=db1;User Id=app;Password=')?.kind).toBe('sample');
    expect(urlPasswordDoubt(`%${strong}`, `x://u:%${strong}@db.corp.internal`)).toBeUndefined();
  });
});
