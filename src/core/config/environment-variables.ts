import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';

/** The environment, completed from the project's `.env` where a variable is not set; tests see only what they set. */
export function environmentVariables(): NodeJS.ProcessEnv {
  const file = join(projectRoot(), '.env');
  if (process.env.NODE_ENV !== 'test' && existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
