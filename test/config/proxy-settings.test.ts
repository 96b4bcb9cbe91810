import { expect, test } from 'vitest';
import { proxySettings } from '../../src/config/proxy-settings.js';

test.each([
  [{}, { except: [] }],
  [{ HTTP_PROXY: 'http://a' }, { http: 'http://a', except: [] }],
  [
    { HTTPS_PROXY: 'http://a', https_proxy: 'http://b' },
    { https: 'http://b', except: [] },
  ],
  [
    { HTTPS_PROXY: 'http://a', https_proxy: '' },
    { https: 'http://a', except: [] },
  ],
  [
    { ALL_PROXY: 'http://a', HTTP_PROXY: 'http://b' },
    { http: 'http://b', https: 'http://a', except: [] },
  ],
  [{ NO_PROXY: ' a, .b c,,10.0.0.0/8 ' }, { except: ['a', '.b', 'c', '10.0.0.0/8'] }],
  [{ NO_PROXY: 'a', no_proxy: 'b' }, { except: ['b'] }],
] as const)('the proxies in %j', (environment, settings) => {
  expect(proxySettings(environment)).toEqual(settings);
});
