import type { ListAnswer } from '../../src/admin/answers/list.answer.js';
import type { AdminVisitor } from './admin-visitor.js';

/** A list of the toy admin as somebody sees it. */
export class AdminList {
  constructor(
    private readonly visitor: AdminVisitor,
    readonly path: string,
  ) {}

  /** The page that a query string asks for. @throws Error unless it is answered with 200 */
  async page(query = ''): Promise<ListAnswer> {
    const { status, json, text } = await this.visitor.get(`${this.path}/actions/list?${query}`);
    if (status !== 200) throw new Error(`${query}: ${status} ${text}`);
    return json as ListAnswer;
  }

  /** What a page shows in one of its columns. */
  async column(name: string, query = ''): Promise<unknown[]> {
    return cellsOf(await this.page(query), name);
  }

  /** The status that a query string gets, with its refusals by parameter. */
  async refusal(query: string): Promise<{ status: number; errors: Record<string, string[]> }> {
    const { status, json } = await this.visitor.get(`${this.path}/actions/list?${query}`);
    return { status, errors: (json as { errors: Record<string, string[]> }).errors };
  }
}

export function cellsOf({ columns, rows }: ListAnswer, name: string): unknown[] {
  const index = columns.findIndex((column) => column.name === name);
  return rows.map(({ cells }) => cells[index]);
}
