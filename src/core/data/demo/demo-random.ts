/**
 * Random choices that are the same for the same seed, on any machine. Each row has a generator of its own, made from
 * its stream and number, so a row can be made again without those before it (mulberry32).
 */
export class DemoRandom {
  private state: number;

  /** @param stream what the numbers are for, so that users and CVs of one seed have nothing in common. */
  constructor(seed: number, stream: string, row: number) {
    let state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(row + 1, 0x85ebca6b);
    for (let index = 0; index < stream.length; index += 1)
      state = Math.imul(state ^ stream.charCodeAt(index), 0x01000193);
    this.state = state;
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A UUID of version 4. */
  uuid(): string {
    const digits = Array.from({ length: 32 }, () => this.below(16).toString(16));
    digits[12] = '4';
    digits[16] = this.pick(['8', '9', 'a', 'b']);
    return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Some of the items, in their order. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    while (left.length > count) left.splice(this.below(left.length), 1);
    return left;
  }
}
