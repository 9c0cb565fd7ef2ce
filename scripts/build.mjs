import { orExit } from './setup.mjs';
import { forceBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode } from './setup/node-version.mjs';

await orExit(async () => {
  ensureNode();
  await ensureDependencies();
  await forceBuild();
});
