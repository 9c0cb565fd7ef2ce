import { Injectable } from '@nestjs/common';
import { AppError, InvalidInputError } from '../../../core/http/app-error.js';
import { listingOf } from '../../entities/entity-listing.js';
import { EntityReader } from '../../entities/entity-reader.js';
import type { ListColumn } from '../../entities/list-column.js';
import { parseListQuery } from '../../entities/list-query.js';
import type { EntityAction, EntityPage, EntityRequest } from '../actions/entity-action.js';
import { Download } from './download.js';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats.js';

/** Each holds a connection for as long as its download takes; the others are for requests. */
const MOST_AT_A_TIME = 2;

/** 503: so many exports are on their way that one more would leave too few connections. */
class TooManyExportsError extends AppError {
  readonly status = 503;
  readonly code = 'service_unavailable';
  override readonly retryAfter = 30;
  constructor() {
    super('Other exports are still running. Try again in a minute.');
  }
}

/** All that a list finds as a file: the same columns, filters and order, the same rules of rows and fields. */
@Injectable()
export class ExportPage implements EntityPage {
  private running = 0;

  constructor(private readonly reader: EntityReader) {}

  async get({ admin, staff, query }: EntityRequest): Promise<Download> {
    const { format: name, ...asked } = query;
    const format = formatOf(name);
    const request = parseListQuery(admin, staff, asked);
    const columns = listingOf(admin).columnsFor(staff);
    if (this.running >= MOST_AT_A_TIME) throw new TooManyExportsError();
    const rows = this.counted(this.reader.all(admin, request, columns, staff));
    const first = await rows.next(); // What is wrong with the question is said before a file begins.
    const bytes = format.write(columns.map(nameOf), following(first, rows));
    return new Download(bytes, format.type, `${admin.id}-${today()}.${format.extension}`);
  }

  private async *counted<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row, void, undefined> {
    this.running += 1;
    try {
      yield* rows;
    } finally {
      this.running -= 1;
    }
  }
}

function formatOf(name: unknown): ExportFormat {
  const known = Object.keys(EXPORT_FORMATS);
  if (typeof name === 'string' && known.includes(name))
    return EXPORT_FORMATS[name as keyof typeof EXPORT_FORMATS];
  throw new InvalidInputError({ format: [`Choose one of ${known.join(', ')}.`] });
}

const nameOf = ({ name }: ListColumn): string => name;

const today = (): string => new Date().toISOString().slice(0, 10);

async function* following<Row>(
  first: IteratorResult<Row, void>,
  rows: AsyncGenerator<Row, void, undefined>,
): AsyncGenerator<Row, void, undefined> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rows;
  } finally {
    await rows.return();
  }
}

/** The rows that a list finds, as a file. */
export const EXPORT: EntityAction = {
  name: 'export',
  ability: 'view',
  route: 'resourceAction',
  page: ExportPage,
};
