import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '../http/app-error.js';
import { html } from './html.js';
import { oneLine, requireAddress, storable } from './mail-text.js';
import { mailDocument } from './mail-template.js';
import { smtpProblemOf, summaryOf } from './smtp-problem.js';

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const evil = `"><script>alert('1')</script>&`;
    expect(html`<a title="${evil}">${evil} ${7}</a>`.toString()).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp; 7</a>',
    );
  });

  it('takes markup of its own and lists of it as they are', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(
      html`<ul>
        ${items}
      </ul>`
        .toString()
        .replaceAll(/\s/g, ''),
    ).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
  });

  it('takes nothing else for markup', () => {
    const posing = { toString: () => '<script>', markup: '<script>' } as unknown as string;
    expect(html`${[posing as string].map(String)}`.toString()).toBe('&lt;script&gt;');
  });

  it('puts a subject into the document as text', () => {
    expect(mailDocument({ subject: '</title><script>', text: '', html: html`<p></p>` })).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;</title>',
    );
  });
});

describe('oneLine', () => {
  it.each([
    ['Hello\r\nBcc: all@example.org', 'Hello Bcc: all@example.org'],
    ['Hello\nSubject: other', 'Hello Subject: other'],
    ['a\0b\u2028c\u2029d\u0085e\tf', 'ab c d e f'],
    ['\u202Etxt.exe', 'txt.exe'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['Grüße 👋🏽', 'Grüße 👋🏽'],
  ])('makes %j one line', (subject, expected) => {
    expect(oneLine(subject)).toBe(expected);
  });

  it('cuts between characters', () => {
    expect(oneLine('😀'.repeat(300))).toBe('😀'.repeat(200));
  });
});

it('takes from texts what PostgreSQL refuses', () => {
  expect(storable('a\0b \udc00')).toBe('ab \ufffd');
});

describe('requireAddress', () => {
  it.each([
    'ada@example.org',
    'ada+tag@example.org',
    "o'neil@example.org",
    'ada@bücher.example',
    'ada@xn--bcher-kva.example',
    'jürgen@example.org',
    'root@localhost',
  ])('takes %s', (address) => {
    expect(requireAddress(address)).toBe(address);
  });

  it.each([
    '',
    'ada',
    '@example.org',
    'ada@',
    'ada@example.org\r\nBcc: all@example.org',
    'ada@example.org\n',
    'ada@example.org, eve@example.org',
    'ada@example.org;eve@example.org',
    'Ada <ada@example.org>',
    '"ada@example.org>"@evil.example',
    'ada@exa mple.org',
    'ada\0@example.org',
    'ada\u202e@example.org',
    'ada@@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('refuses %j', (address) => {
    expect(() => requireAddress(address)).toThrow(InvalidInputError);
  });
});

describe('smtpProblemOf', () => {
  const error = (fields: object) => Object.assign(new Error('550 <ada@example.org> unknown'), fields);
  it.each([
    [{ command: 'RCPT TO', responseCode: 550, code: 'EENVELOPE' }, 'refused'],
    [{ command: 'RCPT TO', responseCode: 451, code: 'EENVELOPE' }, 'later'],
    [{ command: 'DATA', responseCode: 554, code: 'EMESSAGE' }, 'refused'],
    [{ command: 'DATA', responseCode: 452, code: 'EMESSAGE' }, 'later'],
    [{ command: 'DATA', responseCode: 421, code: 'EMESSAGE' }, 'unreachable'],
    [{ command: 'API', code: 'EENVELOPE' }, 'refused'],
    [{ command: 'MAIL FROM', responseCode: 550, code: 'EENVELOPE' }, 'unreachable'],
    [{ command: 'AUTH PLAIN', responseCode: 535, code: 'EAUTH' }, 'unreachable'],
    [{ command: 'CONN', code: 'ESOCKET' }, 'unreachable'],
    [{ name: 'AbortError', code: 'EABORT' }, 'unreachable'],
  ])('of %j is %s', (fields, expected) => {
    expect(smtpProblemOf(error(fields))).toBe(expected);
    expect(summaryOf(error(fields))).not.toContain('@');
  });
});
