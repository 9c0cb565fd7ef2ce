import { isIPv4, isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name its network: who rents one gets 2^64 addresses in it. */
const NETWORK_GROUPS = 4;

/** A client's address without its zone, IPv4 written as such; null for what a proxy sent instead of one. */
export function clientAddress(given: string): string | null {
  if (isIPv4(given)) return given;
  const address = given.replace(/%.*$/, '');
  if (!isIPv6(address)) return null;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.toLowerCase();
}

/**
 * Whom requests are counted for: an IPv4 address, or the /64 network of an IPv6 one; all that is no address is one client.
 * @param address as `clientAddress` gives it.
 */
export function countedAddress(address: string | null): string {
  if (!address) return 'unknown';
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const last = tail.split(':').filter(Boolean);
    // A dotted end stands for two groups.
    const missing = 8 - groups.length - last.length - (tail.includes('.') ? 1 : 0);
    groups.push(...Array<string>(missing).fill('0'), ...last);
  }
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
