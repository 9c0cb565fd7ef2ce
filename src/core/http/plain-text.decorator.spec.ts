import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.decorator.js';

describe('plainText', () => {
  it.each([
    ['<b>Senior</b> engineer', 'Senior engineer'],
    ['C++ < 5 years & R&D > sales', 'C++ < 5 years & R&D > sales'],
    ['one\r\ntwo\n\nthree', 'one\ntwo\n\nthree'],
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['<scr<script>ipt>alert(1)</script>', 'ipt>alert(1)'],
    ['see javascript:alert(1)', 'see alert(1)'],
    ['javajavascript:script:alert(1)', 'alert(1)'],
    ['<img src=x onerror="alert(1)">Photo', 'Photo'],
    ['a onclick="alert(1)" b', 'a  b'],
    ['data:text/html;base64,AAAA and text', 'and text'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', ''],
    ['Łódź — “quoted” 你好', 'Łódź — “quoted” 你好'],
    ['  padded  ', 'padded'],
    ['on time = on budget', 'on time = on budget'],
  ])('%j becomes %j', (given, expected) => {
    expect(plainText(given)).toBe(expected);
  });

  it('ends on long and hostile input', () => {
    expect(plainText('<'.repeat(20_000))?.length).toBeLessThanOrEqual(20_000);
    expect(plainText('javascript:'.repeat(2_000))).toBe('');
    expect(plainText(`&${'amp;'.repeat(20_000)}`)).toBeNull();
    expect(plainText(`${'java'.repeat(200)}${'script:'.repeat(200)}`)).toBeNull();
  });
});
