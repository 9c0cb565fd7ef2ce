import { type Check, error, info, type Problem, warning } from '../check.js';
import type { ConfigurationSubject } from './configuration-subject.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|.*\.localhost)$/i;

/** Whether only this machine reaches the host. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Whether browsers and proxies will find the service where it says it is, and nobody else comes in. */
export const ADDRESS_CHECKS: Check<ConfigurationSubject>[] = [
  {
    id: 'http.backend-url',
    deploy: true,
    find: ({ config }) => publicAddress('BACKEND_URL', config.http.backendUrl, 'error'),
  },
  {
    id: 'http.frontend-url',
    deploy: true,
    find: ({ config }) => publicAddress('FRONTEND_URL', config.http.frontendUrl, 'warning'),
  },
  {
    id: 'http.cors',
    find: ({ config }) => config.http.corsOrigins.flatMap(wrongOrigin),
  },
  {
    id: 'http.cors-secure',
    deploy: true,
    find: ({ config }) =>
      config.http.corsOrigins
        .filter((origin) => origin.startsWith('http://'))
        .map((origin) =>
          warning(
            `CORS_ALLOWED_ORIGINS lets the unencrypted site ${origin} in.`,
            'Name its https address; whoever sits between could otherwise act as its visitors.',
          ),
        ),
  },
  {
    id: 'http.trust-proxy',
    deploy: true,
    find: ({ config: { http } }) => {
      if (http.trustProxy !== false || !http.backendUrl?.startsWith('https:')) return [];
      return [
        warning(
          'BACKEND_URL is https, so a proxy stands in front, but TRUST_PROXY trusts none.',
          'Set TRUST_PROXY to its address or its number of hops: limits and the log otherwise see only the proxy.',
        ),
      ];
    },
  },
  {
    id: 'http.host',
    deploy: true,
    find: ({ config: { http } }) =>
      isLoopback(http.host)
        ? [
            info(
              `HOST is ${http.host}: only this machine reaches it.`,
              'Right behind a proxy here; else 0.0.0.0.',
            ),
          ]
        : [],
  },
];

function publicAddress(name: string, address: string | null, level: Problem['level']): Problem[] {
  const hint = `Set ${name} to the https address that people use.`;
  if (!address) return [{ level, message: `${name} is not set.`, hint }];
  const { protocol, hostname } = new URL(address);
  if (isLoopback(hostname))
    return [{ level, message: `${name} is on ${hostname}, which nobody else reaches.`, hint }];
  return protocol === 'https:' ? [] : [{ level, message: `${name} is not encrypted: ${address}.`, hint }];
}

/** Browsers compare origins letter by letter, so one with a path or a final slash never matches. */
function wrongOrigin(origin: string): Problem[] {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return [];
  return [
    error(
      `CORS_ALLOWED_ORIGINS names "${origin}", which is no origin.`,
      'Write scheme, host and port only, like https://www.example.org: no path, no final slash, no *.',
    ),
  ];
}
