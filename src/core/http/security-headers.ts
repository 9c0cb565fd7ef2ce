import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { fastify } from 'fastify';

/** The headers of every answer, by what it is. */
export interface SecurityHeaders {
  /** What a browser shows, with scripts and styles of our own. */
  page: Record<string, string>;
  /** JSON and files, which load nothing; those that OWASP's REST Security Cheat Sheet asks for. */
  data: Record<string, string>;
}

/** @param secure whether clients come by HTTPS, and should from now on. */
export async function securityHeaders(secure: boolean): Promise<SecurityHeaders> {
  const strictTransportSecurity = secure && { maxAge: 31_536_000 };
  return {
    page: await helmetHeaders({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': secure ? [] : null } },
      strictTransportSecurity,
    }),
    data: await helmetHeaders({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      strictTransportSecurity,
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  };
}

/**
 * What Helmet sets. Its headers depend on its options and on nothing in a request, so it is asked once, by a server
 * that never listens, and not every time.
 */
async function helmetHeaders(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const server = fastify();
  await server.register(helmet, options);
  server.get('/', (_request, reply) => reply.raw.getHeaders());
  const answer = await server.inject('/');
  await server.close();
  return answer.json<Record<string, string>>();
}
