import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 7 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of a random password nobody kept, of the same cost as every other. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$mogahGRZQWC70w7U32X4lg$sUantafrwZtcJRwEDGtTIpunR8J/7gFtxk9xtRO+Ltg';

/** Hashes and checks passwords with argon2id. A password is normalised (NFKC), so that any keyboard can type it. */
@Injectable()
export class PasswordHasher {
  /** @returns the hash in PHC notation. */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), COST);
  }

  /**
   * Whether the password belongs to the hash. Without a hash it does the same work and says no, so that the time
   * tells nobody which accounts exist.
   */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? NOBODYS_HASH, password.normalize('NFKC'));
    return matches && passwordHash !== null;
  }
}
