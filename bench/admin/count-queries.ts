import pg from 'pg';

/**
 * Loaded into the service before anything else (`node --import`): counts what it asks PostgreSQL, and tells the
 * bench when asked for it, beginning anew.
 */
const prototype = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
const original = prototype.query;
let count = 0;
prototype.query = function query(this: unknown, ...args: unknown[]) {
  count += 1;
  return original.apply(this, args);
};
process.on('message', (message) => {
  if (message !== 'queries') return;
  process.send?.({ queries: count });
  count = 0;
});
