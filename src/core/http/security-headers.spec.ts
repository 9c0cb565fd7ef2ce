import { describe, expect, test } from '@jest/globals';
import { securityHeaders } from './security-headers.js';

describe('securityHeaders', () => {
  test('lets a page load what is ours', async () => {
    const { page } = await securityHeaders(false);

    expect(page['content-security-policy']).toMatch(/^default-src 'self';(?!.*upgrade-insecure-requests)/);
    expect(page['x-content-type-options']).toBe('nosniff');
  });

  test('lets data load nothing and be framed by nobody', async () => {
    const { data } = await securityHeaders(false);

    expect(data).toEqual({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
  });

  test('asks for HTTPS where there is HTTPS', async () => {
    const { page, data } = await securityHeaders(true);

    for (const headers of [page, data])
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(page['content-security-policy']).toContain('upgrade-insecure-requests');
  });
});
