import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode } from './setup/node-version.mjs';
import { report, SetupError } from './setup/project.mjs';

/**
 * Brings a checkout to the point where `dist` can run; takes a few milliseconds when it already is.
 * Like everything it imports it runs without node_modules.
 */
export async function setUp() {
  await orExit(async () => {
    ensureNode();
    await ensureDependencies();
    await ensureBuild();
  });
}

/** Ends the process with a plain message if `work` fails in a way the reader can put right. */
export async function orExit(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    report(error.message);
    process.exit(1);
  }
}
