import { describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { emptyEntry, type CvDocument, type CvEntry, type CvSection } from '../document/cv-document.js';
import { renderPdf } from './pdf-renderer.js';

function cv(profile: Partial<CvEntry>, sections: CvSection[] = [], language = 'en'): CvDocument {
  return {
    language,
    sections: [{ kind: 'profile', title: '', entries: [emptyEntry(profile)] }, ...sections],
  };
}

async function pagesOf(document: CvDocument): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(await renderPdf(document)), { mergePages: false });
  return text.map((page) => page.trim());
}

async function textOf(document: CvDocument): Promise<string> {
  return (await pagesOf(document)).join(' ').replace(/\s+/g, ' ').trim();
}

const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('renderPdf: the text layer', () => {
  it.each([
    'Łukasz Żółć',
    'Ångström',
    'Владимир',
    'Ελένη',
    'office affluent fish -> =>',
    'O\u2019Neil O\u02BCNeil',
    '∆ Δ Ω ①➀',
  ])('gives back %s as it went in', async (name) => {
    expect(await textOf(cv({ title: name }))).toBe(name);
  });

  it('gives back every letter of the European alphabets', async () => {
    const ranges: [number, number][] = [
      [0xa1, 0x17f],
      [0x1cd, 0x21b],
      [0x386, 0x3ce],
      [0x400, 0x4ff],
      [0x1e80, 0x1ef9],
    ];
    const letters = ranges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
    );
    const text = letters
      .filter((letter) => /\p{L}/u.test(letter) && letter.normalize('NFKC') === letter)
      .join('');
    const body = text.match(/.{1,20}/gu)?.join(' ') ?? '';
    expect(withoutSpace(await textOf(cv({ body })))).toBe(`Profile${text}`);
  });

  it('keeps characters the font lacks, right-to-left words included', async () => {
    const text = await textOf(cv({ title: 'A', body: '日本語 😀😎 שלום עולם مرحبا' }));
    for (const word of ['日本語', '😀😎', 'שלום', 'עולם', 'مرحبا']) expect(text).toContain(word);
  });

  it('survives hostile content and loses no readable character', async () => {
    const word = 'wordwithoutend'.repeat(200);
    const body = `${word} a\u0000b \uD800 c\u0007 \u202Ed ${'🙂'.repeat(300)} https://e.com/${'path/'.repeat(100)}`;
    const pages = await pagesOf(cv({ title: word, body, bullets: [word] }));
    const text = withoutSpace(pages.map((page) => page.replace(/page \d+\/\d+$/, '')).join(''));
    expect(text.split('wordwithoutend')).toHaveLength(601);
    expect(text).toContain('ab\uFFFDcd');
    expect(text.split('🙂')).toHaveLength(301);
    expect(text.split('path/')).toHaveLength(101);
  });

  it('renders nothing for empty fields', async () => {
    const blank = emptyEntry({ bullets: ['', ' '], body: '\n', data: { note: '' } });
    const sections: CvSection[] = [{ kind: 'experience', title: '', entries: [blank] }];
    expect(await textOf(cv({}, sections))).toBe('');
    expect(await textOf(cv({ title: 'A', location: 'B', data: { emails: [''] } }, sections))).toBe('A B');
  });

  it('keeps a heading that has nothing under it', async () => {
    expect(await textOf(cv({ title: 'A' }, [{ kind: 'custom', title: 'Patents', entries: [] }]))).toBe(
      'A Patents',
    );
  });
});

describe('renderPdf: the file', () => {
  it('is the same for the same document, whatever was rendered between', async () => {
    const document = cv({ title: 'O\u2019Neil & Söhne <x>', body: 'text' });
    const first = await renderPdf(document);
    await renderPdf(cv({ title: 'O\u02BCNeil', body: 'other \u2206' }));
    expect((await renderPdf(document)).equals(first)).toBe(true);
  });

  it('is tagged, titled and in the language of the document', async () => {
    const bytes = new Uint8Array(
      await renderPdf(
        cv({ title: 'Ann & Bob' }, [{ kind: 'skills', title: 'Können', entries: [] }], 'de-AT'),
      ),
    );
    const pdf = await getDocumentProxy(bytes);
    const { info, metadata } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'Ann & Bob', Language: 'de-AT' });
    expect(metadata.get('dc:title')).toBe('Ann & Bob');
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    expect(tree).toContain('"role":"H1"');
    expect(tree).toContain('"role":"H2"');
  });

  it('links addresses and numbers, never another scheme', async () => {
    const data = {
      emails: ['a@b.org'],
      phones: ['+48 601 234 567'],
      links: ['github.com/a', 'javascript:alert(1)'],
    };
    const pdf = await getDocumentProxy(
      new Uint8Array(await renderPdf(cv({ title: 'A', data, body: 'See https://e.com/x.' }))),
    );
    const annotations = (await (await pdf.getPage(1)).getAnnotations()) as { url?: string }[];
    expect(annotations.map(({ url }) => url)).toEqual([
      'mailto:a@b.org',
      'tel:+48601234567',
      'https://github.com/a',
      'https://e.com/x',
    ]);
  });

  it('refuses a document without a profile', async () => {
    await expect(renderPdf({ language: 'en', sections: [] })).rejects.toThrow('profile');
  });
});

describe('renderPdf: pages', () => {
  const job = (index: number, bullets: number) =>
    emptyEntry({
      title: `Title${index}`,
      organisation: `Employer${index}`,
      bullets: Array.from(
        { length: bullets },
        (_, bullet) => `Task${index}x${bullet} ${'and so on '.repeat(bullet * 7)}`,
      ),
    });

  it('spreads forty entries over numbered pages and loses none', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => job(index, 3));
    const pages = await pagesOf(cv({ title: 'Ann' }, [{ kind: 'experience', title: '', entries }], 'de'));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) =>
      expect(page).toMatch(new RegExp(`Ann — Seite ${index + 1}/${pages.length}$`)),
    );
    const words = new Set(pages.join(' ').split(/\s+/));
    for (let index = 0; index < 40; index++) {
      for (const word of [`Title${index}`, `Employer${index}`, `Task${index}x2`])
        expect(words).toContain(word);
    }
  });

  it('has no footer on a single page', async () => {
    expect(await textOf(cv({ title: 'Ann' }))).toBe('Ann');
  });

  it('never leaves a heading or the head of an entry at the bottom of a page', async () => {
    // Each length of the summary shifts everything below it by another line.
    for (let lines = 1; lines <= 24; lines++) {
      const sections = Array.from({ length: 9 }, (_, index): CvSection => {
        return {
          kind: 'custom',
          title: `Heading${index}`,
          entries: [job(index, 1 + (index % 3)), job(index + 50, 2)],
        };
      });
      const body = Array.from({ length: lines }, () => 'Summary.').join('\n\n');
      const pages = await pagesOf(cv({ title: 'Ann', body }, sections));
      expect(pages.length).toBeGreaterThan(1);
      for (const page of pages) {
        const last = page
          .replace(/\s*Ann — page \d+\/\d+$/, '')
          .split(/\s+/)
          .at(-1);
        expect(last).not.toMatch(/^(Heading|Title|Employer)\d+$/);
      }
    }
  });
});
