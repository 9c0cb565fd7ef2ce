import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { FilesystemStorage } from './filesystem.storage.js';
import { SignedUrls } from './signed-urls.service.js';
import { Storage } from './storage.js';

/** Chooses the storage's backend, in one place. */
@Global()
@Module({
  controllers: [FilesController],
  providers: [
    {
      provide: Storage,
      useFactory: (config: AppConfig) => new FilesystemStorage(config.storage.directory),
      inject: [AppConfig],
    },
    FilesService,
    SignedUrls,
  ],
  exports: [FilesService, SignedUrls],
})
export class StorageModule {}
