import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { FileSweeper } from './file-sweeper.service.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { SignedUrls } from './signed-urls.service.js';
import { openStorages } from './open-storage.js';
import { Storages } from './storages.js';
import { SweepFilesJob, SweepOrphansJob } from './sweep-files.job.js';

/** Stored files and where their bytes are. */
@Global()
@Module({
  controllers: [FilesController],
  providers: [
    FilesService,
    FileSweeper,
    SignedUrls,
    SweepFilesJob,
    SweepOrphansJob,
    {
      provide: Storages,
      useFactory: async ({ storage }: AppConfig) => new Storages(await openStorages(storage)),
      inject: [AppConfig],
    },
  ],
  exports: [FilesService, SignedUrls, Storages],
})
export class StorageModule {}
