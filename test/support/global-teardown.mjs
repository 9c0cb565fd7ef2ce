/** Stops the run's PostgreSQL and removes all its files. */
export default async function globalTeardown() {
  await globalThis.testServer?.close();
}
