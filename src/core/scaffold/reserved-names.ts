/** Words PostgreSQL does not take as a table's name without quotes (its documentation, appendix C: "reserved"). */
const SQL = `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
  collation column concurrently constraint create cross current_catalog current_date current_role current_schema
  current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
  foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading
  left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing
  primary references returning right select session_user similar some symmetric system_user table tablesample then to
  trailing true union unique user using variadic verbose when where window with`;

/** Words JavaScript does not take as the name of a parameter. */
const JAVASCRIPT = `alias arguments class implements extends this`;

/** First parts of addresses that are served without a controller, or by one without a prefix. */
const ADDRESSES = `admin assets docs health metrics schema`;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const SQL_WORDS = words(SQL);
export const JAVASCRIPT_WORDS = words(JAVASCRIPT);
export const TAKEN_ADDRESSES = words(ADDRESSES);
