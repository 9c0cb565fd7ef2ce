import { describe, expect, it } from '@jest/globals';
import { markdownBlocks } from './markdown-blocks.js';

describe('markdownBlocks', () => {
  it('reads headings, wrapped paragraphs and nested lists', () => {
    const markdown = '# A #\ntext\nmore\n\n- one\n  goes on\n\t- two\n3) three\n---\n> quoted\n';
    expect(markdownBlocks(markdown)).toEqual([
      { kind: 'heading', level: 1, text: 'A' },
      { kind: 'paragraph', text: 'text more' },
      { kind: 'item', label: '•', depth: 0, text: 'one goes on' },
      { kind: 'item', label: '•', depth: 2, text: 'two' },
      { kind: 'item', label: '3)', depth: 0, text: 'three' },
      { kind: 'paragraph', text: 'quoted' },
    ]);
  });

  it.each([
    ['**bold** and *it* and __b__ and _i_ and ~~x~~', 'bold and it and b and i and x'],
    [
      '`code` [text](https://e.com) [https://e.com](https://e.com) <a@b.org>',
      'code text (https://e.com) https://e.com a@b.org',
    ],
    ['snake_case_name, 2 * 3 * 4, \\*kept\\*', 'snake_case_name, 2 * 3 * 4, *kept*'],
  ])('takes the markup off %s', (markdown, text) => {
    expect(markdownBlocks(markdown)).toEqual([{ kind: 'paragraph', text }]);
  });

  it('has none for nothing', () => {
    expect(markdownBlocks('\n```\n\n***\n')).toEqual([]);
  });
});
