import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';
import { STORAGE_BACKENDS, type StorageBackend } from './storage-config.js';

/** As Amazon names buckets. */
const BUCKET = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const URL_OPTIONS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment variables the service reads, as they are written there; `.env.example` explains each. */
export class Environment {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  @IsString()
  HOST = '127.0.0.1';

  @IsString()
  @MinLength(1)
  DATA_DIR = '.data';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, {
    message: 'DATABASE_URL reads like postgresql://user:password@host:5432/database',
  })
  DATABASE_URL?: string;

  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL_SIZE = 10;

  @IsOptional()
  @Matches(/^rediss?:\/\/[^/]/, { message: 'REDIS_URL reads like redis://user:password@host:6379/0' })
  REDIS_URL?: string;

  @IsOptional()
  @Matches(/^smtps?:\/\/[^/]/, { message: 'SMTP_URL reads like smtp://user:password@host:587' })
  SMTP_URL?: string;

  @IsOptional()
  @IsString()
  MAIL_FROM?: string;

  @IsOptional()
  @MinLength(32)
  SECRET_KEY?: string;

  @IsIn(STORAGE_BACKENDS)
  STORAGE: StorageBackend = 'filesystem';

  @IsOptional()
  @IsUrl(URL_OPTIONS)
  S3_ENDPOINT?: string;

  @IsOptional()
  @Matches(/^[a-z\d-]+$/)
  S3_REGION?: string;

  @IsOptional()
  @IsString()
  S3_ACCESS_KEY?: string;

  @IsOptional()
  @IsString()
  S3_SECRET_KEY?: string;

  @IsOptional()
  @Matches(BUCKET)
  S3_MEDIA_BUCKET?: string;

  @IsOptional()
  @Matches(BUCKET)
  S3_STATIC_BUCKET?: string;

  @IsOptional()
  @Matches(BUCKET)
  S3_FINANCE_BUCKET?: string;

  @IsOptional()
  @IsIn(['on', 'off'])
  S3_PATH_STYLE?: 'on' | 'off';

  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(600_000)
  S3_TIMEOUT_MS = 10_000;

  @IsOptional()
  @IsUrl(URL_OPTIONS)
  STATIC_URL?: string;

  @IsOptional()
  @IsUrl(URL_OPTIONS)
  BACKEND_URL?: string;

  @IsOptional()
  @IsUrl(URL_OPTIONS)
  FRONTEND_URL?: string;

  @IsString()
  CORS_ALLOWED_ORIGINS = '';

  @IsString()
  TRUST_PROXY = '';

  @IsString()
  @MinLength(1)
  ADMIN_USERNAME = 'admin';

  @IsOptional()
  @MinLength(8)
  ADMIN_PASSWORD?: string;

  @IsIn(['on', 'off'])
  RATE_LIMITS: 'on' | 'off' = 'on';

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  RATE_LIMIT_PER_ADDRESS = 600;

  @IsOptional()
  @MinLength(16)
  METRICS_TOKEN?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  METRICS_PORT?: number;

  @IsOptional()
  @IsUrl(URL_OPTIONS)
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsIn(LOG_LEVELS)
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(600)
  JOB_RECOVERY_SECONDS = 15;

  @IsIn(['on', 'off'])
  WORKER: 'on' | 'off' = 'on';
}
