import type { AppConfig } from '../../config/app-config.js';

/** What the checks of the configuration look at: what the service was told, and the environment that told it. */
export interface ConfigurationSubject {
  config: AppConfig;
  variables: NodeJS.ProcessEnv;
}
