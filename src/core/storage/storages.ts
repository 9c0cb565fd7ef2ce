import type { StorageName } from '../config/storage-config.js';
import type { Storage } from './storage.js';

/** The storages in use, by name. */
export class Storages {
  constructor(private readonly open: (name: StorageName) => Storage) {}

  of(name: StorageName): Storage {
    return this.open(name);
  }
}
