import 'reflect-metadata';
import { Global, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import type { AdminFeature } from '../../src/admin/admin-registry.js';
import { AdminModule } from '../../src/admin/admin.module.js';
import type { EntityClass } from '../../src/admin/model-admin.js';
import { AdminSession } from '../../src/admin/sessions/admin-session.entity.js';
import { StaffAuthenticator, type StaffUser } from '../../src/admin/staff-authenticator.js';
import { AuditLog } from '../../src/core/audit/audit-log.service.js';
import { LogEntry } from '../../src/core/audit/log-entry.entity.js';
import { AppConfig } from '../../src/core/config/app-config.js';
import { CacheBackend } from '../../src/core/cache/cache-backend.js';
import { CacheStatistics } from '../../src/core/cache/cache-statistics.js';
import { Cache } from '../../src/core/cache/cache.service.js';
import { EntityChanges } from '../../src/core/cache/entity-changes.service.js';
import { MemoryBackend } from '../../src/core/cache/memory.backend.js';
import { ConfigModule } from '../../src/core/config/config.module.js';
import { databaseOptions } from '../../src/core/database/database-options.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { Lifecycle } from '../../src/core/health/lifecycle.js';
import { configureHttp, createAdapter } from '../../src/core/http/http-app.js';
import { IdempotencyKey } from '../../src/core/http/idempotency/idempotency-key.entity.js';
import { Idempotency } from '../../src/core/http/idempotency/idempotency.service.js';
import { JobRegistry } from '../../src/core/jobs/job-registry.js';
import { OutboxMessage } from '../../src/core/jobs/outbox-message.entity.js';
import { PeriodicTask } from '../../src/core/jobs/periodic-task.entity.js';
import { PeriodicTasks } from '../../src/core/jobs/periodic-tasks.service.js';
import { ProcessedEffect } from '../../src/core/jobs/processed-effect.entity.js';
import { TaskRate } from '../../src/core/jobs/task-rate.entity.js';
import { TaskResult } from '../../src/core/jobs/task-result.entity.js';
import { TaskResults } from '../../src/core/jobs/task-results.service.js';
import { IpBlock } from '../../src/core/limits/ip-block.entity.js';
import { LimitStore } from '../../src/core/limits/limit-store.js';
import { LoginThrottle } from '../../src/core/limits/login-throttle.service.js';
import { PostgresLimitStore } from '../../src/core/limits/postgres-limit-store.js';
import { RateLimit } from '../../src/core/limits/rate-limit.entity.js';
import { UsageRecord } from '../../src/core/limits/quotas/usage-record.entity.js';
import { Setting } from '../../src/core/settings/setting.entity.js';
import { EmailMessage } from '../../src/core/mail/email-message.entity.js';
import { Mailer } from '../../src/core/mail/mailer.service.js';
import { ListsModule } from '../../src/core/lists/lists.module.js';
import { StoredFile } from '../../src/core/storage/stored-file.entity.js';
import { AdminVisitor } from './admin-visitor.js';
import { createEmptyDatabase } from './postgres.js';
import { Gadget, Part, User } from './toy-entities.js';

export const PASSWORD = 'correct horse';

const person = (id: number, username: string, permissions: string[]): StaffUser => ({
  id,
  username,
  email: `${username}@example.com`,
  isSuperuser: username === 'root',
  permissions: new Set(permissions),
});

/** The staff of the toy: everything, one room, looking only, all that can be done to a row, and that unseen. */
export const STAFF = {
  root: person(1, 'root', []),
  editor: person(2, 'editor', ['toys.view_gadget', 'toys.add_gadget', 'toys.change_gadget']),
  viewer: person(3, 'viewer', ['toys.view_gadget', 'toys.view_part']),
  keeper: person(4, 'keeper', [
    'toys.view_gadget',
    'toys.change_gadget',
    'toys.delete_gadget',
    'users.view_user',
  ]),
  blind: person(5, 'blind', ['toys.change_gadget', 'toys.delete_gadget']),
  clerk: person(
    6,
    'clerk',
    ['rack', 'crate', 'item'].flatMap((table) => [`store.view_${table}`, `store.delete_${table}`]),
  ),
  porter: person(7, 'porter', ['store.view_rack', 'store.delete_rack', 'store.view_crate']),
};

/** Knows the staff above by one password; who is deactivated is nobody. */
export class ToyAuthenticator extends StaffAuthenticator {
  readonly deactivated = new Set<number>();
  /** Permissions in place of those above, by person. */
  readonly granted = new Map<number, ReadonlySet<string>>();

  async authenticate(login: string, password: string): Promise<StaffUser | null> {
    const staff = Object.values(STAFF).find(({ username }) => username === login);
    return staff && password === PASSWORD ? this.findActive(staff.id) : null;
  }

  async findActive(id: number): Promise<StaffUser | null> {
    const staff = Object.values(STAFF).find((candidate) => candidate.id === id);
    if (!staff || this.deactivated.has(id)) return null;
    return { ...staff, permissions: this.granted.get(id) ?? staff.permissions };
  }
}

export interface ToyAdmin {
  dataSource: DataSource;
  authenticator: ToyAuthenticator;
  /** Someone at a browser of their own, not logged in. */
  visitor(): AdminVisitor;
  /** Opens a port for real browsers; returns the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

async function listen(app: NestFastifyApplication): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

/** The real admin host over toy entities, and `more`, on a database of its own. */
export async function startToyAdmin(
  features: AdminFeature[],
  more: readonly EntityClass[] = [],
  providers: Provider[] = [],
): Promise<ToyAdmin> {
  const database = await createEmptyDatabase();
  const config = new AppConfig({
    mode: 'test',
    secretKey: 'the key of a toy',
    http: {
      host: '127.0.0.1',
      port: 0,
      backendUrl: null,
      frontendUrl: null,
      corsOrigins: ['https://front.test'],
      trustProxy: false,
    },
    storage: { staticUrl: null },
  } as unknown as AppConfig);
  const authenticator = new ToyAuthenticator();

  @Global()
  @Module({
    imports: [DiscoveryModule],
    providers: [
      JobRegistry,
      // Nothing here is run or sent.
      ...[Mailer, PeriodicTasks, TaskResults].map((provide) => ({ provide, useValue: {} })),
      Transactions,
      AuditLog,
      ...[Cache, CacheStatistics, EntityChanges],
      { provide: CacheBackend, useFactory: () => new MemoryBackend() },
      Idempotency,
      Lifecycle,
      {
        provide: LimitStore,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresLimitStore(source),
      },
      LoginThrottle,
      { provide: StaffAuthenticator, useValue: authenticator },
    ],
    exports: [
      AuditLog,
      Cache,
      Idempotency,
      JobRegistry,
      LoginThrottle,
      Mailer,
      PeriodicTasks,
      TaskResults,
      Transactions,
    ],
  })
  class Platform {}

  const own = [User, Gadget, Part, ...more];
  const jobs = [EmailMessage, OutboxMessage, ProcessedEffect, PeriodicTask, TaskRate, TaskResult];
  const limits = [IpBlock, RateLimit, UsageRecord];
  const entities = [...own, ...jobs, ...limits, IdempotencyKey, LogEntry, AdminSession, StoredFile, Setting];
  @Module({
    providers,
    imports: [
      ConfigModule.forRoot(config),
      TypeOrmModule.forRoot({
        ...databaseOptions(database.url, 'request', 4),
        ...{ entities, migrations: [], synchronize: true, installExtensions: true, retryAttempts: 0 },
      }),
      Platform,
      ListsModule,
      ...features.map((feature) => AdminModule.forFeature(feature)),
      AdminModule.forRoot(),
    ],
  })
  class ToyModule {}

  try {
    const app = await NestFactory.create<NestFastifyApplication>(ToyModule, createAdapter(config), {
      logger: false,
      abortOnError: false,
    });
    await configureHttp(app, config, pino({ level: 'silent' }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const dataSource = app.get(DataSource);
    const users = Object.values(STAFF).map(({ id, username }) => ({
      id,
      username,
      passwordHash: `hash-of-${username}`,
    }));
    await dataSource.getRepository(User).insert(users);
    const close = async () => {
      await app.close();
      await database.drop();
    };
    return {
      dataSource,
      authenticator,
      visitor: () => new AdminVisitor(app),
      listen: () => listen(app),
      close,
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
