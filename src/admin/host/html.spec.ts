import { expect, it } from '@jest/globals';
import { escapeHtml, scriptJson } from './html.js';

it('JSON in a page cannot end its script element and says the same as before', () => {
  const value = { text: '</script><!-- <script> & \u2028\u2029', quotes: `"'` };
  expect(scriptJson(value)).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(scriptJson(value))).toEqual(value);
});

it('text cannot leave the attribute or element it stands in', () => {
  expect(escapeHtml(`<a title='x' "y">&`)).toBe('&lt;a title=&#39;x&#39; &quot;y&quot;&gt;&amp;');
});
