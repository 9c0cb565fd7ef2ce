import { setUp } from './setup.mjs';
import { npm } from './setup/project.mjs';

/** Everything CI asks for, cheapest first; the tests come last so that their summary is the last line. */
await setUp();
for (const script of ['lint', 'migration:check', 'test']) {
  const code = await npm(['run', '--silent', script], { output: 1 });
  if (code !== 0) {
    console.error(`npm run ${script} failed.`);
    process.exit(code);
  }
}
