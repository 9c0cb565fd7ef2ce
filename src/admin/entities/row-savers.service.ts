import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AdminDeclarationError } from '../admin.errors.js';
import type { RowSaver } from '../options/row-saver.js';
import type { EntityAdmin } from './entity-admin.js';

/** The providers of the rooms that save their rows. */
@Injectable()
export class RowSavers {
  constructor(private readonly moduleRef: ModuleRef) {}

  /** Whoever saves rows of this entity; null where a plain INSERT and UPDATE will do. */
  of(admin: EntityAdmin): RowSaver<object> | null {
    return admin.saver ? this.moduleRef.get<RowSaver<object>>(admin.saver, { strict: false }) : null;
  }

  /** Stops the boot where a declaration names something that no room provides. */
  require(admins: Iterable<EntityAdmin>): void {
    for (const admin of admins) {
      for (const [option, provider] of admin.providers) {
        try {
          this.moduleRef.get(provider, { strict: false });
        } catch {
          throw new AdminDeclarationError(
            admin.name,
            `no module provides its "${option}", ${provider.name}.`,
          );
        }
      }
    }
  }
}
