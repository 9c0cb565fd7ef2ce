import { readFileSync } from 'node:fs';
import type { CopyValue } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';

/** What every demo account opens with; its hash was made once, as `PasswordHasher` makes them. */
export const DEMO_PASSWORD = 'demo-password-1';
export const DEMO_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$Y3YtaW1wcm92ZXIgZGVtbw$dALHa/0dVOgdwOAxTKVEl5/aGFcOLD+TMPJOhBXQb+4';

export interface DemoPerson {
  id: number;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  dateJoined: Date;
}

const COLUMNS = [
  ...['id', 'username', 'email', 'password_hash', 'first_name', 'last_name', 'date_of_birth', 'is_active'],
  ...['is_staff', 'is_superuser', 'email_verified_at', 'last_login', 'date_joined', 'updated_at', 'version'],
];

const NAMES = JSON.parse(readFileSync(new URL('./names.json', import.meta.url), 'utf8')) as {
  first: string[];
  last: string[];
};

/** The people of a demo. None of their addresses exists: `example.com` and its like are reserved (RFC 2606). */
export class DemoPeople {
  private constructor(
    private readonly run: DemoRun,
    private readonly firstId: number,
    readonly count: number,
  ) {}

  static async seed(run: DemoRun, count: number): Promise<DemoPeople> {
    const people = new DemoPeople(run, await run.reserve('user', count), count);
    await run.write('user', COLUMNS, people.rows());
    return people;
  }

  /** The person with this number, from 0; made anew at each call. */
  person(index: number): DemoPerson {
    const random = new DemoRandom(this.run.seed, 'user', index);
    const id = this.firstId + index;
    const firstName = random.pick(NAMES.first);
    const lastName = random.pick(NAMES.last);
    // With the id in it a name is free, whoever else has registered.
    const username = `${plain(firstName)}.${plain(lastName)}.${id}`;
    const email = `${username}@example.${random.pick(['com', 'org', 'net'])}`;
    return { id, username, email, firstName, lastName, dateJoined: this.run.ago(3, random.next()) };
  }

  private *rows(): Generator<CopyValue[]> {
    for (let index = 0; index < this.count; index += 1) {
      const { id, username, email, firstName, lastName, dateJoined } = this.person(index);
      const random = new DemoRandom(this.run.seed, 'user-details', index);
      const joined = dateJoined.toISOString();
      const verified = random.chance(0.9) ? this.run.between(dateJoined, this.run.asOf, 0.001) : null;
      const login = random.chance(0.95) ? this.run.between(dateJoined, this.run.asOf, random.next()) : null;
      const birth = random.chance(0.6)
        ? `${random.between(1955, 2004)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
        : null;
      yield [
        ...[id, username, email, DEMO_HASH, firstName, lastName, birth, random.chance(0.98), false, false],
        ...[verified?.toISOString() ?? null, login?.toISOString() ?? null, joined, joined, 1],
      ];
    }
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A name with the letters a user name may have: `Łukasz` becomes `lukasz`. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[łøı]/g, (letter) => ({ ł: 'l', ø: 'o', ı: 'i' })[letter] as string)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
