import { defaultFilters, defaultList } from './entity-defaults.js';
import type { EntityAdmin } from './entity-admin.js';
import type { StaffUser } from '../staff-authenticator.js';
import { type ListColumn, listColumn } from './list-column.js';
import { type FilterField, filterField, mayFilter } from './list-filter.js';
import { maySeePath, type PathField, resolvePath } from './list-path.js';

const listings = new WeakMap<EntityAdmin, EntityListing>();

/**
 * How an entity is listed. Its paths lead to other entities, so that it can be asked for once all of them are known.
 * @throws AdminDeclarationError
 */
export function listingOf(admin: EntityAdmin): EntityListing {
  const listing = listings.get(admin) ?? new EntityListing(admin);
  listings.set(admin, listing);
  return listing;
}

/** How an entity is listed and found: its declaration, resolved against its fields and those of other entities. */
export class EntityListing {
  readonly columns: readonly ListColumn[];
  readonly filters: ReadonlyMap<string, FilterField>;
  readonly search: readonly PathField[];

  constructor(admin: EntityAdmin) {
    const { options } = admin;
    const all = [...admin.fields.values()];
    const names = (fields: { name: string }[]): string[] => fields.map(({ name }) => name);
    const searched = options.search ?? [admin.title.name];
    this.search = searched.map((path) => resolvePath(admin, path));
    const list = options.list ?? names(defaultList(all, admin.title));
    this.columns = list.map((declared) => listColumn(admin, declared));
    const filters =
      options.filters ??
      names(
        defaultFilters(
          all,
          this.search.map(({ field }) => field),
        ),
      );
    const resolved = filters.map((declared) => filterField(admin, declared as string));
    this.filters = new Map(resolved.map((filter) => [filter.name, filter]));
    const twice = [this.columns, resolved].flatMap((named) =>
      named.filter(({ name }, index) => named.findIndex((other) => other.name === name) !== index),
    );
    if (twice[0]) admin.refuse(`"${twice[0].name}" stands twice in its list or its filters.`);
  }

  /** The columns that this person may see. */
  columnsFor(staff: StaffUser): ListColumn[] {
    return this.columns.filter((column) => column.field === null || maySeePath(column, staff));
  }

  filtersFor(staff: StaffUser): FilterField[] {
    return [...this.filters.values()].filter((filter) => mayFilter(filter, staff));
  }

  /** What a search looks into for this person; nothing that they may not see. */
  searchFor(staff: StaffUser): PathField[] {
    return this.search.filter((path) => maySeePath(path, staff));
  }
}
