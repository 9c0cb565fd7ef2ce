import { describe, expect, it } from '@jest/globals';
import { clientAddress, countedAddress } from './client-address.js';

describe('the address of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::5', '2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0001::', '2001:0db8:0000:0001::', '2001:db8:0:1::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['::1', '::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80::1', 'fe80:0:0:0::/64'],
    ['_hidden', null, 'unknown'],
    ['1.2.3', null, 'unknown'],
    ['', null, 'unknown'],
  ])('reads %s', (given, address, counted) => {
    expect(clientAddress(given)).toBe(address);
    expect(countedAddress(clientAddress(given))).toBe(counted);
  });
});
