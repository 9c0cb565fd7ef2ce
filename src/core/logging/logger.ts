import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
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

/** A write per line would cost the service a tenth of its time; so lines wait this long to go out together. */
const FLUSH_MS = 100;
const FLUSH_BYTES = 16_000;

/** The process's logger: readable lines in a terminal, JSON otherwise; every line of a request carries its id. */
export function createLogger(level: string): Logger {
  const options = optionsFor(level);
  if (process.stdout.isTTY) return pino({ ...options, transport: READABLE });
  const output = pino.destination({ sync: false, minLength: FLUSH_BYTES, periodicFlush: FLUSH_MS });
  const hooks: LoggerOptions['hooks'] = {
    // What somebody may be looking for after a crash does not wait.
    logMethod(line, method, severity) {
      method.apply(this, line);
      if (severity >= pino.levels.values.warn!) output.flush();
    },
  };
  return pino({ ...options, hooks }, output);
}

/**
 * A logger to the same place for lines that say everything themselves and hold no secret: it adds no request id and
 * searches for nothing, which is most of what a line costs.
 */
export function plainLogger(logger: Logger): Logger {
  const { level, base, timestamp } = optionsFor(logger.level);
  return pino({ level, base, timestamp }, streamOf(logger));
}

const streamOf = (logger: Logger): DestinationStream =>
  (logger as unknown as Record<symbol, DestinationStream>)[pino.symbols.streamSym]!;

const READABLE = {
  target: 'pino-pretty',
  options: { ignore: 'pid,request_id', translateTime: 'SYS:HH:MM:ss' },
};

function optionsFor(level: string): LoggerOptions {
  return {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const context = requestContext();
      return context ? { request_id: context.requestId } : {};
    },
    serializers: { err: safeError },
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  };
}
