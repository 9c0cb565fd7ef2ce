import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCli } from './support/cli.js';

describe('docs/data-layer.md', () => {
  const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const docs = read('../docs/data-layer.md');
  /** As it reads without the liberties of layout. */
  const bare = (code: string) => code.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');

  it('shows what is run, under the names of the tests beside this one', () => {
    const parts = ['reading', 'writing', 'transactions'].map((part) =>
      read(`./data-layer-${part}.e2e-spec.ts`),
    );
    const own = parts.join('\n');
    const sections = [...docs.matchAll(/^### (.+)\n(?:(?!^###? )[^])*?^```ts\n([^]+?)^```/gm)];
    expect(sections.length).toBeGreaterThan(20);
    for (const [, title, code] of sections) {
      const start = own.indexOf(`it('${title}'`);
      expect({ title, found: start > 0 }).toEqual({ title, found: true });
      const test = own.slice(start, own.indexOf("\n  it('", start + 1));
      expect(bare(test)).toContain(bare(code ?? ''));
    }
  });

  it('names commands that exist', async () => {
    const { stdout } = await runCli(['--help']);
    const table = docs.slice(docs.indexOf('## manage.py'), docs.indexOf('## Models'));
    const named = [...table.matchAll(/\| .+ \| (.+) \|/g)].flatMap(([, here]) => [
      ...(here ?? '').matchAll(/`([\w:]+)/g),
    ]);
    const commands = named.map(([, command]) => command).filter((command) => command !== 'npm');
    expect(commands.length).toBeGreaterThan(14);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });
});
