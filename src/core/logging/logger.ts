import { pino, type Logger } from 'pino';
import { requestContext } from '../http/request-context.js';

/** Names whose values never reach a log, at the top of a line's fields and one level below. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'password1',
  'password2',
  'token',
  'access',
  'refresh',
  'secret',
  'secretKey',
  'url',
];

/** What of an error may be logged: a database error's parameters and details hold people's data. */
function safeError(error: Error & { code?: string; constraint?: string; table?: string }): object {
  return {
    type: error.name,
    message: error.message,
    code: error.code,
    constraint: error.constraint,
    table: error.table,
    stack: error.stack,
  };
}

/** The process's logger: readable lines in a terminal, JSON otherwise; every line of a request carries its id. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const context = requestContext();
      return context ? { request_id: context.requestId } : {};
    },
    serializers: { err: safeError },
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    ...(process.stdout.isTTY && {
      transport: {
        target: 'pino-pretty',
        options: { ignore: 'pid,request_id', translateTime: 'SYS:HH:MM:ss' },
      },
    }),
  });
}
