import { describeUrl } from './database-url.js';

const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE']);

const UNTRUSTED = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Why the server of `DATABASE_URL` could not be connected to, and what to do, in one or two sentences. The codes are
 * those of PostgreSQL ("Error Codes" in its manual), of the system and of TLS; texts are those of pg, which has no
 * codes for them.
 */
export function explainConnectionError(error: Error & { code?: string }, url: string): string {
  const { user, server, database } = describeUrl(url);
  const { code = '', message } = error;
  switch (code) {
    case '28P01':
      return (
        `PostgreSQL at ${server} does not accept the password of "${user}". Correct it in DATABASE_URL; there, ` +
        'characters such as @ : / # % are written percent-encoded.'
      );
    case '28000':
      return `PostgreSQL at ${server} does not let "${user}" in: ${message}. Look at the role, at pg_hba.conf, and whether it wants TLS (?sslmode=require).`;
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}". Make it (CREATE DATABASE "${database}" OWNER "${user}"), or correct DATABASE_URL.`;
    case '53300':
      return `PostgreSQL at ${server} has no connection left: ${message}. Raise max_connections, or lower DATABASE_POOL_SIZE or the number of processes.`;
    case '57P03':
      return `PostgreSQL at ${server} is starting or stopping. Try again in a moment.`;
    case '08P01':
      return `What listens at ${server} does not take our settings: ${message}. Through PgBouncer the service does not work; name PostgreSQL itself in DATABASE_URL.`;
    case 'ECONNREFUSED':
      return `Nothing listens at ${server}. Start PostgreSQL there, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host of the name in ${server}. Correct DATABASE_URL.`;
  }
  if (UNTRUSTED.has(code)) {
    return `The certificate of PostgreSQL at ${server} is not trusted: ${message}. Name its authority with &sslrootcert=<file>, or encrypt without checking by ?sslmode=require.`;
  }
  if (UNREACHABLE.has(code) || /timeout expired|timeout exceeded|terminated/.test(message)) {
    return `PostgreSQL at ${server} does not answer. Look at the host, the port and the firewalls between.`;
  }
  if (/does not support SSL/.test(message))
    return `PostgreSQL at ${server} offers no TLS, but DATABASE_URL asks for it with sslmode. Switch it on there, or leave sslmode out.`;
  if (/client password must be/.test(message))
    return `PostgreSQL at ${server} wants a password of "${user}", and DATABASE_URL has none.`;
  return `PostgreSQL at ${server} cannot be used: ${message}`;
}
