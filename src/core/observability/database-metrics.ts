import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { requestPool } from '../database/request-pool.js';

/** The pool of connections that requests and jobs share. */
export function addDatabaseMetrics(registry: Registry, dataSource: DataSource): void {
  const pool = requestPool(dataSource);
  new Gauge({
    name: 'database_pool_connections',
    help: 'Connections to PostgreSQL of this process for requests and jobs, by what they do.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    },
  });
  new Gauge({
    name: 'database_pool_waiting',
    help: 'Statements and transactions that wait for a connection.',
    registers: [registry],
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
