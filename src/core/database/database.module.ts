import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '../config/app-config.js';
import { type DatabaseUse, databaseOptions } from './database-options.js';
import { DatabaseUrl } from './database-url.js';
import { Transactions } from './transactions.service.js';

/** The process's one data source, and transactions over it. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(url: string, use: DatabaseUse): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [AppConfig],
          useFactory: ({ database }: AppConfig) => ({
            ...databaseOptions(url, use, database.poolSize),
            retryAttempts: 0,
          }),
        }),
      ],
      providers: [{ provide: DatabaseUrl, useValue: new DatabaseUrl(url) }, Transactions],
      exports: [DatabaseUrl, Transactions],
    };
  }
}
