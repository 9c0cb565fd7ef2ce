import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What every page of a list has beside its `results`; the addresses are relative, null at the ends. */
export class PageAnswer {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many items there are on all pages; not with `cursor`.',
  })
  count?: number;

  @ApiProperty({ type: String, nullable: true, description: 'Address of the next page.' })
  next: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Address of the page before.' })
  previous: string | null;
}

export type Page<Item> = PageAnswer & { results: Item[] };

/** The same page of other items, made in place: for fields that no column holds. */
export function mapPage<Row, Item>({ results, ...page }: Page<Row>, map: (row: Row) => Item): Page<Item> {
  return { ...page, results: results.map(map) };
}
