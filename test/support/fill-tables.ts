import type { DataSource } from 'typeorm';

interface ColumnToFill {
  table: string;
  column: string;
  type: string;
  /** The first of the values that a check such as `column IN ('a', 'b')` allows. */
  choice: string | null;
  /** Where a foreign key points: table and column. */
  parent: string | null;
  parent_column: string | null;
}

/** The columns that a row must be given because they have no default, and all foreign keys. */
const COLUMNS = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type,
    p.relname AS parent, pa.attname AS parent_column,
    (SELECT substring(pg_get_constraintdef(k.oid) FROM '= ANY \\(ARRAY\\[''([^'']*)''') FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS choice
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
  LEFT JOIN pg_class p ON p.oid = f.confrelid
  LEFT JOIN pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = f.confkey[1]
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND (f.oid IS NOT NULL OR a.attnotnull AND NOT a.atthasdef AND a.attidentity = '')
  ORDER BY c.relname, a.attnum`;

const TABLES = `SELECT relname AS table FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration' ORDER BY 1`;

/** Values in SQL by type; `$1` is a number that no other row of the run has. */
const BY_TYPE: Record<string, string> = {
  bigint: '$1',
  boolean: 'true',
  cidr: `('10.' || $1 % 256 || '.0.0/16')::cidr`,
  character: `lpad($1::text, 64, '0')`,
  citext: `'value' || $1`,
  date: 'current_date',
  integer: '1',
  jsonb: `'{}'`,
  numeric: '1',
  text: `'value' || $1`,
  'timestamp with time zone': `now() + interval '1 day'`,
  uuid: 'gen_random_uuid()',
};

/** Where a check asks for more than the type. */
const BY_COLUMN: Record<string, Record<string, string>> = {
  email_message: { due_at: 'now()', text: `'text'`, html: `'html'` },
  periodic_task: { every_seconds: '60' },
  permission: { codename: `'room.view_' || $1` },
  // Ended: an earlier schema knows no task that waits.
  task_result: { status: `'done'`, finished_at: 'now()' },
  user: { email: `'person' || $1 || '@example.org'` },
};

const ROWS = 2;
let made = 0;

/** Puts two rows into every table that has none, tables that others refer to first. */
export async function fillTables(source: DataSource): Promise<void> {
  const columns = await source.query<ColumnToFill[]>(COLUMNS);
  for (const table of inOrder(await tableNames(source), columns)) {
    if ((await countRows(source, table)) > 0) continue;
    for (let row = 0; row < ROWS; row += 1) {
      const own = columns.filter((column) => column.table === table && column.parent !== table);
      const values = Object.fromEntries(own.map((column) => [column.column, valueOf(column, row)]));
      Object.assign(values, BY_COLUMN[table]);
      const names = Object.keys(values).map((name) => `"${name}"`);
      await source.query(
        `INSERT INTO "${table}" (${names.join(', ')}) SELECT ${Object.values(values).join(', ')} FROM (SELECT $1::int) n`,
        [(made += 1)],
      );
    }
  }
}

export async function tableNames(source: DataSource): Promise<string[]> {
  return (await source.query<{ table: string }[]>(TABLES)).map(({ table }) => table);
}

export async function countRows(source: DataSource, table: string): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${table}"`);
  return row?.n ?? 0;
}

/** The n-th row of a table refers to the n-th rows of its parents, so that no unique key is met twice. */
function valueOf({ table, column, type, choice, parent, parent_column }: ColumnToFill, row: number): string {
  if (parent) return `(SELECT "${parent_column}" FROM "${parent}" ORDER BY 1 OFFSET ${row} LIMIT 1)`;
  if (choice) return `'${choice}'`;
  const value = BY_TYPE[type];
  if (!value) throw new Error(`test/support/fill-tables.ts knows no value for ${table}.${column} (${type})`);
  return value;
}

function inOrder(tables: string[], columns: ColumnToFill[]): string[] {
  const ordered: string[] = [];
  const visit = (table: string): void => {
    if (ordered.includes(table)) return;
    for (const { table: child, parent } of columns)
      if (child === table && parent && parent !== table) visit(parent);
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}
