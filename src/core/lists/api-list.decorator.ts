import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import { DEFAULT_PAGE_SIZE, MAX_PAGE, MAX_PAGE_SIZE } from './list-request.js';
import type { ListSpec } from './list-spec.js';
import { valueKind } from './list-values.js';
import type { PageAnswer } from './page.js';

/** Documents a list's parameters and its page as its spec declares them. */
export function ApiList<Row extends object>(spec: ListSpec<Row>, page: Type<PageAnswer>): MethodDecorator {
  const orderings = Object.keys(spec.orderings).flatMap((name) => [name, `-${name}`]);
  const parameters: [name: string, schema: object, description: string][] = [
    ['page', { type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 1 }, 'Number of the page.'],
    [
      'page_size',
      { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE },
      'Items on a page.',
    ],
    [
      'cursor',
      { type: 'string' },
      'Instead of `page`, for long lists: empty to begin, then follow `next`; such pages have no count.',
    ],
    [
      'ordering',
      { type: 'string', enum: orderings, default: spec.defaultOrdering },
      'With `-` for descending; ties are broken by id.',
    ],
    ...Object.entries(spec.filters).map(([name, { value, description }]): [string, object, string] => [
      name,
      valueKind(value).schema,
      description,
    ]),
  ];
  if (spec.search.length > 0)
    parameters.push(['search', { type: 'string', maxLength: 200 }, 'Keeps items that contain every word.']);
  return applyDecorators(
    ...parameters.map(([name, schema, description]) =>
      ApiQuery({ name, schema, description, required: false, allowEmptyValue: name === 'cursor' }),
    ),
    ApiOkResponse({ type: page }),
  );
}
