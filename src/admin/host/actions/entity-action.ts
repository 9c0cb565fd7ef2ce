import type { Type } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Ability } from '../../abilities.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { StaffUser } from '../../staff-authenticator.js';

/** A request to an action, which this person may use: address, session and permission have been checked. */
export interface EntityRequest {
  admin: EntityAdmin;
  staff: StaffUser;
  /** Key of the row in the address; empty for actions that are not about one row. */
  key: string;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  headers: IncomingHttpHeaders;
}

/** Answers an action's requests with a body of its own design; refusals are thrown as `AppError`s. */
export interface EntityPage {
  get?(request: EntityRequest): Promise<object>;
  post?(request: EntityRequest): Promise<object>;
}

/** What somebody can do on a page of the admin: its address, what it takes, what answers and what shows it. */
export interface EntityAction {
  name: string;
  ability: Ability;
  /** Kind of its address: of the entity, of one row, or of several. */
  route: 'resourceAction' | 'recordAction' | 'bulkAction';
  /** Provider of the host's module that answers its requests. */
  page: Type<EntityPage>;
  /** Name of the component that shows it, one of `src/admin/components`; without one it has an address in the API only. */
  component?: string;
}
