import { describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import { renderMarkdownPdf } from './markdown-pdf-renderer.js';

async function textOf(markdown: string): Promise<string> {
  const bytes = await renderMarkdownPdf(markdown, 'The plan', 'en');
  return (await extractText(new Uint8Array(bytes), { mergePages: true })).text.replace(/\s+/g, ' ').trim();
}

describe('renderMarkdownPdf', () => {
  it('sets the text under the title', async () => {
    expect(await textOf('## What to cover\n\n- **First** point\n- Second\n\nMore.')).toBe(
      'The plan What to cover • First point • Second More.',
    );
  });

  it('does not repeat the title over a first-level heading', async () => {
    expect(await textOf('# My own\n\ntext')).toBe('My own text');
  });

  it('gives the same bytes for the same text, and a page for none', async () => {
    const [one, two] = [await renderMarkdownPdf('- a', 't', 'de'), await renderMarkdownPdf('- a', 't', 'de')];
    expect(one.equals(two)).toBe(true);
    expect(await textOf('')).toBe('The plan');
  });
});
