/** A process that owns the embedded PostgreSQL of the folder it is given, until it is killed. */
const { startEmbeddedPostgres } = await import('../../dist/src/core/database/embedded/embedded-postgres.js');
const postgres = await startEmbeddedPostgres({
  dataDir: process.argv[2],
  settings: { fsync: 'off' },
  report: () => undefined,
});
await postgres.setAddress('http://127.0.0.1:3999');
process.send({ url: postgres.url });
