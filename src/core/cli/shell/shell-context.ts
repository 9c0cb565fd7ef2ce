import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { Transactions } from '../../database/transactions.service.js';

/** What stands in the REPL under which name. */
export type ShellContext = Record<string, unknown>;

/**
 * Everything one wants at hand: `transactions`, `sql`, `config`, `dataSource`, `app`, every entity by its class
 * (`User`), and every service by its class with a small first letter (`usersService`).
 */
export function shellContext(app: INestApplicationContext): ShellContext {
  const transactions = app.get(Transactions);
  const dataSource = app.get(DataSource);
  return {
    ...servicesOf(app),
    ...Object.fromEntries(dataSource.entityMetadatas.map(({ name, target }) => [name, target])),
    app,
    dataSource,
    transactions,
    config: app.get(AppConfig),
    sql: sqlOf(transactions),
  };
}

/** The instances of our own classes; a name that two classes share is left to `app.get`. */
function servicesOf(app: INestApplicationContext): ShellContext {
  const services: ShellContext = {};
  const shared = new Set<string>();
  for (const { instance, metatype } of app.get(DiscoveryService, { strict: false }).getProviders()) {
    const type = (instance as object | undefined)?.constructor;
    if (!type || type !== metatype || type.name.endsWith('Module')) continue;
    const name = type.name.charAt(0).toLowerCase() + type.name.slice(1);
    if (name in services && services[name] !== instance) shared.add(name);
    services[name] = instance;
  }
  for (const name of shared) delete services[name];
  return services;
}

/** Rows of a statement, its parameters written where they belong or as `$1`: sql`… ${id}` or sql('… $1', [id]). */
function sqlOf(transactions: Transactions) {
  return (statement: TemplateStringsArray | string, ...values: unknown[]): Promise<object[]> => {
    if (typeof statement === 'string') return transactions.sql(statement, values[0] as unknown[] | undefined);
    const text = statement.reduce((before, part, index) => `${before}$${index}${part}`);
    return transactions.sql(text, values);
  };
}
