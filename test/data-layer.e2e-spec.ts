import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCli } from './support/cli.js';

describe('docs/data-layer.md', () => {
  const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const docs = read('../docs/data-layer.md');
  const part = (title: string): string =>
    docs.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  /** Code in which `…` stands for what is left out. */
  const anywhere = (code: string) =>
    new RegExp(
      code
        .replace(/[$()*+.?[\]^{|}]/g, '\\$&')
        .replace('\\[\\.\\.\\.\\]', '…')
        .replaceAll('…', '.+?'),
    );
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

  it('says of models what is declared, under the names of the tests that use it', () => {
    const own = read('./data-layer-models.e2e-spec.ts');
    const lines = [...part('Models').matchAll(/^\| (.*`.*) \| (.+) \|$/gm)];
    expect(lines).toHaveLength([...own.matchAll(/^ {2}it\('/gm)].length);
    for (const [, django = '', here = ''] of lines) {
      expect(own).toContain(`it('${django.replaceAll('`', '')}'`);
      for (const [, code = ''] of here.matchAll(/`(.+?)`/g))
        expect({ code, used: anywhere(code).test(own) }).toEqual({ code, used: true });
    }
  });

  it('names commands that exist, with options that they have', async () => {
    const named = [...part('manage.py').matchAll(/^(?:\| .+ \| .+ \||Also there: .+)$/gm)].flatMap(
      ([line]) => [...line.replace(/^\|.+?\|/, '').matchAll(/`(?!npm)([\w:]+) ?(--\w+)?`/g)],
    );
    expect(named.length).toBeGreaterThan(18);
    const { stdout } = await runCli(['--help']);
    for (const [, command = '', option] of named) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      if (option)
        expect((await runCli([command, '--help'])).stdout).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
    }
  });

  it('shows how files are declared and attached as the spec of attachments does it', () => {
    const spec = bare(read('../src/core/storage/attachments.service.spec.ts'));
    for (const word of [
      '@FileColumn({',
      '@ImageColumn({',
      'attachments.attach(Letter,',
      'attachments.detach(Letter,',
      'attachments.detachAll(Letter,',
    ]) {
      expect(part('Files')).toContain(word);
      expect(spec).toContain(bare(word));
    }
  });
});
