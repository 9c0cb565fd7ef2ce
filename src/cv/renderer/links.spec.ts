import { describe, expect, it } from '@jest/globals';
import { contactLink, linkTarget, phoneLink } from './links.js';

describe('linkTarget', () => {
  it.each([
    ['(https://example.com/a?b=c).', 'https://example.com/a?b=c'],
    ['www.example.org', 'https://www.example.org/'],
    ['jane@example.com,', 'mailto:jane@example.com'],
    ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
  ])('%s leads to %s', (word, target) => {
    expect(linkTarget(word)).toBe(target);
  });

  it.each([
    'plain',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'node.js',
    'a@b',
    `https://e.com/${'x'.repeat(3000)}`,
  ])('leaves %.30s alone', (word) => {
    expect(linkTarget(word)).toBeUndefined();
  });
});

describe('contactLink', () => {
  it('takes a bare domain for an address', () => {
    expect(contactLink('github.com/jane')).toBe('https://github.com/jane');
  });

  it('has nothing for text or other schemes', () => {
    expect(contactLink('GitHub')).toBeUndefined();
    expect(contactLink('javascript:alert(1)')).toBeUndefined();
  });
});

describe('phoneLink', () => {
  it('keeps digits and a leading plus', () => {
    expect(phoneLink('+49 (0) 170 / 123-456')).toBe('tel:+49170123456');
  });

  it('has nothing for what is no number', () => {
    expect(phoneLink('on request')).toBeUndefined();
  });
});
