import { describe, expect, test } from '@jest/globals';
import { securityHeaders } from './security-headers.js';

describe('securityHeaders', () => {
  test('gives what Helmet would set, as the options say', async () => {
    const headers = await securityHeaders({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
      strictTransportSecurity: { maxAge: 60 },
    });

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=60; includeSubDomains',
      'content-security-policy': expect.stringMatching(/^default-src 'self';(?!.*upgrade-insecure-requests)/),
    });
  });

  test('holds nothing that belongs to one answer', async () => {
    const headers = await securityHeaders({});

    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(content-type|content-length|date|connection)$/)]),
    );
  });
});
