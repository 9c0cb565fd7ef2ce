import { describe, expect, it } from '@jest/globals';
import { cleanLine, cleanText, paragraphsOf, visualOrder } from './text-cleaning.js';

describe('cleanText', () => {
  it('composes letters and drops what cannot be seen', () => {
    expect(cleanText('Z\u0307o\u0301l\u0142\u00AD\u200B \u0000\u0007x\uFEFF\uE123')).toBe('Żólł x');
  });

  it('turns every kind of line end and lone surrogates into something printable', () => {
    expect(cleanText('a\r\nb\rc\u2028d\fe \uD800 😀')).toBe('a\nb\nc\nd\ne \uFFFD 😀');
  });

  it('keeps the no-break space, makes the others plain', () => {
    expect(cleanText('10\u00A0%\u2009of\u3000it')).toBe('10\u00A0% of it');
  });
});

describe('cleanLine', () => {
  it('closes up white space', () => {
    expect(cleanLine('  a \n\t b  c\n')).toBe('a b c');
  });
});

describe('paragraphsOf', () => {
  it('splits at blank lines and before list items only', () => {
    expect(paragraphsOf('one\ntwo\n \n\nthree\n- four\n2. five\nmore\n')).toEqual([
      'one two',
      'three',
      '- four',
      '2. five more',
    ]);
  });

  it('has none for white space', () => {
    expect(paragraphsOf(' \n\n\t')).toEqual([]);
  });
});

describe('visualOrder', () => {
  it('reverses right-to-left runs, words included, and leaves the rest', () => {
    expect(visualOrder('ab אבג דה cd')).toBe('ab הד גבא cd');
    expect(visualOrder('ab cd')).toBe('ab cd');
  });
});
