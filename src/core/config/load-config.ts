import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { resolve } from 'node:path';
import { withUsualTlsModes } from '../database/database-url.js';
import { AppConfig } from './app-config.js';
import { environmentVariables } from './environment-variables.js';
import { Environment } from './environment.js';
import { parseMail } from './load-mail-config.js';
import { parseS3, storageConfigOf } from './load-storage-config.js';
import { secretKeyOf } from './secret-key.js';

/** The configuration cannot be used; the message lists every problem at once. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads and validates the environment. An empty variable counts as not set.
 * @throws ConfigError naming every variable that is wrong, missing or set only in half.
 */
export function loadConfig(variables: NodeJS.ProcessEnv = environmentVariables()): AppConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const env = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const problems = validateSync(env).flatMap((error) =>
    Object.values(error.constraints ?? {}).map(
      (message) => `${message} (it is ${shown(error.property, error.value)})`,
    ),
  );
  const trustProxy = parseTrustProxy(env.TRUST_PROXY, problems);
  const databaseUrl = parseDatabaseUrl(env.DATABASE_URL, problems);
  checkRedisUrl(env.REDIS_URL, problems);
  const s3 = parseS3(env, problems);
  const mail = parseMail(env, problems);
  if (env.NODE_ENV === 'production') {
    if (!env.SECRET_KEY) problems.push('SECRET_KEY must be set in production (32 characters or more)');
    if (env.RATE_LIMITS === 'off')
      problems.push('RATE_LIMITS=off is for tests and benchmarks: unset it in production');
    if (!env.BACKEND_URL) problems.push('BACKEND_URL must be set in production (the public https address)');
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const dataDir = resolve(env.DATA_DIR);
  return new AppConfig({
    mode: env.NODE_ENV,
    dataDir,
    http: {
      host: env.HOST,
      port: env.PORT,
      backendUrl: env.BACKEND_URL?.replace(/\/+$/, '') ?? null,
      frontendUrl: env.FRONTEND_URL?.replace(/\/+$/, '') ?? null,
      corsOrigins: list(env.CORS_ALLOWED_ORIGINS),
      trustProxy,
    },
    database: {
      poolSize: env.DATABASE_POOL_SIZE,
      ...(databaseUrl ? { kind: 'server', url: databaseUrl } : { kind: 'embedded' }),
    },
    storage: storageConfigOf(env, dataDir, s3),
    redisUrl: env.REDIS_URL ?? null,
    mail,
    secretKey: env.SECRET_KEY ?? secretKeyOf(dataDir),
    admin: { username: env.ADMIN_USERNAME, password: env.ADMIN_PASSWORD ?? null },
    limits: { enabled: env.RATE_LIMITS === 'on', perAddress: env.RATE_LIMIT_PER_ADDRESS },
    metrics: { token: env.METRICS_TOKEN ?? null, workerPort: env.METRICS_PORT ?? null },
    traces: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '') }
      : null,
    log: { level: env.LOG_LEVEL },
    jobs: { recoveryMs: env.JOB_RECOVERY_SECONDS * 1_000 },
    worker: env.WORKER === 'on',
  });
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** `2` is a number of hops, `10.0.0.0/8,127.0.0.1` a list of proxies; "all" would let anyone choose their address. */
function parseTrustProxy(text: string, problems: string[]): number | string[] | false {
  if (!text) return false;
  if (/^\d+$/.test(text)) return Number(text);
  const proxies = list(text);
  const wrong = proxies.filter((proxy) => !/^[\da-f.:]+(\/\d{1,3})?$/i.test(proxy) || /\/0$/.test(proxy));
  if (wrong.length > 0)
    problems.push(`TRUST_PROXY takes a number of hops or CIDRs, not "${wrong.join(', ')}"`);
  return proxies;
}

function parseDatabaseUrl(text: string | undefined, problems: string[]): string | undefined {
  try {
    // In an address they would replace ours, and with them every timeout.
    if (text && new URL(text).searchParams.has('options'))
      problems.push(
        'DATABASE_URL must not hold options=, since each connection has its own: give yours to the role (ALTER ROLE … SET …)',
      );
    return text && withUsualTlsModes(text);
  } catch {
    problems.push(
      'DATABASE_URL is no address: in user and password, characters such as @ : / # % are written percent-encoded',
    );
    return undefined;
  }
}

function checkRedisUrl(text: string | undefined, problems: string[]): void {
  if (!text || !/^rediss?:/.test(text)) return;
  if (!URL.canParse(text) || !/^\/?\d*$/.test(new URL(text).pathname))
    problems.push(
      'REDIS_URL is no address: after the host comes the number of a database, and in user and password, characters such as @ : / # % are written percent-encoded',
    );
}

function shown(name: string, value: unknown): string {
  return /SECRET|PASSWORD|TOKEN|URL|_KEY$/.test(name) ? 'not shown' : JSON.stringify(value);
}
