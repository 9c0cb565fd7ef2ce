import { DataSource } from 'typeorm';
import { loadConfig } from './src/core/config/load-config.js';
import { databaseOptions } from './src/core/database/database-options.js';
import { joinEmbeddedPostgres } from './src/core/database/embedded/embedded-postgres.js';

const config = loadConfig();
const url =
  config.database.kind === 'server' ? config.database.url : (await joinEmbeddedPostgres(config.dataDir))?.url;
if (!url)
  throw new Error('Set DATABASE_URL, or run `npm start` first so that the embedded database answers.');

/** For TypeORM's own command line: `npx typeorm -d dist/ormconfig.js migration:show`. */
export default new DataSource(databaseOptions(url, 'migration'));
