import type pg from 'pg';
import type { AppConfig } from '../../config/app-config.js';

/** What the checks of the database look at. */
export interface DatabaseSubject {
  config: AppConfig;
  url: string;
  client: pg.Client;
  /** How many processes of the service are to run at once. */
  processes: number;
}

/** A setting of the server as it is in force for us. */
export async function setting(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>('SELECT current_setting($1, true) AS value', [name]);
  return rows[0]?.value ?? '';
}
