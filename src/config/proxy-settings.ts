import type { ProxySettings } from '../inject/http/http-settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

// Small letters win, as with curl.
const variable = (environment: Environment, name: string): string | undefined =>
  environment[name.toLowerCase()] || environment[name] || undefined;

/** The proxies that the environment names. */
export function proxySettings(environment: Environment): ProxySettings {
  const all = variable(environment, 'ALL_PROXY');
  const http = variable(environment, 'HTTP_PROXY') ?? all;
  const https = variable(environment, 'HTTPS_PROXY') ?? all;
  const except = variable(environment, 'NO_PROXY')?.split(/[\s,]+/) ?? [];
  return {
    ...(http !== undefined && { http }),
    ...(https !== undefined && { https }),
    except: except.filter((host) => host !== ''),
  };
}
