import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** `?page=&page_size=` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ default: 1, minimum: 1, maximum: 1_000_000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page = 1;

  @ApiPropertyOptional({ default: 20, minimum: 1, maximum: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  page_size = 20;
}

/** What every page of a list has beside its `results`; the addresses are relative, null at the ends. */
export class PageAnswer {
  @ApiProperty({ description: 'How many items there are on all pages.' })
  count: number;

  @ApiProperty({ type: String, nullable: true })
  next: string | null;

  @ApiProperty({ type: String, nullable: true })
  previous: string | null;
}

export type Page<Item> = PageAnswer & { results: Item[] };

/** Wraps the rows of one page; `path` is the list's own address without a query. */
export function pageOf<Item>(results: Item[], count: number, query: PageQuery, path: string): Page<Item> {
  const { page, page_size } = query;
  const address = (number: number): string => `${path}?page=${number}&page_size=${page_size}`;
  return {
    count,
    next: page * page_size < count ? address(page + 1) : null,
    previous: page > 1 ? address(page - 1) : null,
    results,
  };
}
