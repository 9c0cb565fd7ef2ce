import { Module } from '@nestjs/common';
import { AdminRegistry } from './admin-registry.js';

/** Holds the one registry that every room's feature writes to and the host reads. */
@Module({ providers: [AdminRegistry], exports: [AdminRegistry] })
export class AdminRegistryModule {}
