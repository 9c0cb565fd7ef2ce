import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Attachments } from './attachments.service.js';
import { CountedStorage } from './counted-storage.js';
import { FileSweeper } from './file-sweeper.service.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { SignedUrls } from './signed-urls.service.js';
import { openStorages } from './open-storage.js';
import { StorageStatistics } from './storage-statistics.js';
import { StaticController } from './static.controller.js';
import { StaticFiles } from './static-files.service.js';
import { Storages } from './storages.js';
import { SweepFilesJob, SweepOrphansJob } from './sweep-files.job.js';

/** Stored files and where their bytes are. */
@Global()
@Module({
  controllers: [FilesController, StaticController],
  providers: [
    Attachments,
    FilesService,
    FileSweeper,
    SignedUrls,
    StorageStatistics,
    StaticFiles,
    SweepFilesJob,
    SweepOrphansJob,
    {
      provide: Storages,
      useFactory: async ({ storage }: AppConfig, statistics: StorageStatistics) => {
        const open = await openStorages(storage);
        return new Storages((name) => new CountedStorage(name, open(name), statistics));
      },
      inject: [AppConfig, StorageStatistics],
    },
  ],
  exports: [Attachments, FilesService, SignedUrls, Storages, StorageStatistics],
})
export class StorageModule {}
