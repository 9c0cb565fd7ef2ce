import type { Check, Problem } from './check.js';

/**
 * A check that needs the service's own modules, such as a room's tables. Subclasses are `@Injectable()` and provided by
 * their room's module; `check` finds them there, once the database is up to date.
 */
export abstract class RoomCheck implements Check<void> {
  abstract readonly id: string;
  readonly deploy?: true;

  /** @returns nothing when all is well. */
  abstract find(): Promise<Problem[]> | Problem[];
}
