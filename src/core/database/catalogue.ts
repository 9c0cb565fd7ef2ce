import type { DataSource } from 'typeorm';

/** Objects that belong to an extension are its own business. */
const OURS = (oid: string, catalogue: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = ${oid} AND d.classid = '${catalogue}'::regclass AND d.deptype = 'e')`;

const QUERY = `
  SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
           CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text
                ELSE coalesce(' default ' || pg_get_expr(f.adbin, f.adrelid), '') END) AS line
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p') AND ${OURS('c.oid', 'pg_class')}
  UNION ALL
  SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('n', 't') AND conrelid <> 0
  UNION ALL
  SELECT format('index %s', pg_get_indexdef(i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL
  SELECT format('function %s', regexp_replace(pg_get_functiondef(oid), '\\s+', ' ', 'g'))
  FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND ${OURS('p.oid', 'pg_proc')}
  UNION ALL
  SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'`;

/**
 * What a database consists of, one line each and sorted: also what entities cannot describe, such as triggers,
 * functions, operator classes and partial indexes. Server versions write these definitions alike.
 */
export async function readCatalogue(source: DataSource): Promise<string[]> {
  const rows = await source.query<{ line: string }[]>(QUERY);
  return rows.map(({ line }) => line).sort();
}
