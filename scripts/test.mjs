import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { endWithParent } from './setup/parent.mjs';
import { root, run } from './setup/project.mjs';

/** Runs Jest with the arguments given and ends with `N passed, N failed, N skipped`, counted from its report. */
await setUp();
endWithParent();
const folder = join(root, 'test-results');
const file = join(folder, 'jest.json');
mkdirSync(folder, { recursive: true });
rmSync(file, { force: true });

const flags = ['--experimental-vm-modules', '--no-warnings'];
const env = { ...process.env, NODE_OPTIONS: [process.env.NODE_OPTIONS, ...flags].filter(Boolean).join(' ') };
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
// A Ctrl-C goes to Jest as well, which cleans up and ends; only then do we.
process.on('SIGINT', () => undefined);
const code = await run(process.execPath, [jest, '--json', `--outputFile=${file}`, ...process.argv.slice(2)], {
  env,
});

let results;
try {
  results = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  console.error('Jest ended without a report.');
  process.exit(code || 1);
}
const passed = results.numPassedTests;
// A file that fails to load has no tests to count, and must not go unnoticed.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
const skipped = results.numPendingTests + results.numTodoTests;
for (const reason of skipReasons(results)) console.error(`Skipped: ${reason}`);
if (skipped > 0 && process.env.CI === 'true') console.error('CI=true: a skipped test is a failure.');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
const isGreen = code === 0 && failed === 0 && passed > 0 && !(skipped > 0 && process.env.CI === 'true');
process.exitCode = isGreen ? 0 : code || 1;

/** The names of the groups that hold skipped tests; `requireProgram` writes the reason and the remedy there. */
function skipReasons({ testResults }) {
  const pending = testResults
    .flatMap((suite) => suite.assertionResults)
    .filter(({ status }) => status === 'pending');
  return new Set(pending.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title));
}
