import { describe, expect, it } from '@jest/globals';
import { emptyEntry, type CvDocument } from '../document/cv-document.js';
import { renderMarkdown } from './markdown-renderer.js';

const date = (raw: string) => ({ value: null, precision: null, raw });

describe('renderMarkdown', () => {
  it('sets a CV as CommonMark', () => {
    const contact = {
      headline: 'Engineer',
      emails: ['a@b.org'],
      phones: ['+1 22'],
      links: ['e.com/a_b'],
      other: ['B'],
    };
    const document: CvDocument = {
      language: 'fr',
      sections: [
        {
          kind: 'profile',
          title: '',
          entries: [emptyEntry({ title: 'Ann', body: 'One\nline.', data: contact })],
        },
        {
          kind: 'experience',
          title: '',
          entries: [
            emptyEntry({
              title: 'Dev',
              organisation: 'Acme',
              location: 'Lyon',
              start: date('2019'),
              end: date('2020'),
              bullets: ['Did *it*', ''],
            }),
          ],
        },
        { kind: 'skills', title: 'Stack', entries: [emptyEntry({ title: 'Langs', bullets: ['C#', 'Go'] })] },
        { kind: 'awards', title: '', entries: [emptyEntry()] },
      ],
    };
    expect(renderMarkdown(document)).toBe(
      [
        '# Ann',
        'Engineer',
        'a@b.org · +1 22 · e.com/a_b',
        'B',
        '## Profil',
        'One line.',
        '## Expérience professionnelle',
        '### Dev — Acme',
        '2019 – 2020 · Lyon',
        '- Did \\*it\\*',
        '## Stack',
        '**Langs:** C#, Go\n',
      ].join('\n\n'),
    );
  });

  it('escapes what would read as markup', () => {
    const body = ['# no heading', '- no item', '2019. No list', '<b> [x](y) `c` _d_ &amp; R&D'].join('\n\n');
    const entry = emptyEntry({ title: 'A', body });
    expect(
      renderMarkdown({ language: 'en', sections: [{ kind: 'profile', title: '', entries: [entry] }] }),
    ).toBe(
      [
        '# A',
        '## Profile',
        '\\# no heading',
        '\\- no item',
        '2019\\. No list',
        '\\<b> \\[x\\](y) \\`c\\` \\_d\\_ \\&amp; R&D\n',
      ].join('\n\n'),
    );
  });
});
