const SPACE = /[ \t\n\r]*/y;
const TOKENS = {
  text: /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
  number: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
  word: /(?:true|false|null)\b/y,
};
/** Digits that a JSON number keeps for certain. */
const EXACT_DIGITS = 15;

const isExact = (number: string): boolean => {
  const digits = number.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length <= EXACT_DIGITS || String(Number(number)) === number;
};

/** Walks through a JSON text until it ends or something cannot stand where it does. */
class JsonWalk {
  private place = 0;

  constructor(private readonly text: string) {}

  /** What is wrong and where; null when nothing is. */
  problem(): string | null {
    try {
      this.value();
      if (this.peek() !== '') this.fail();
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private value(): void {
    const next = this.peek();
    if (next === '{') this.items('}', () => this.member());
    else if (next === '[') this.items(']', () => this.value());
    else if (!this.take(TOKENS.text) && !this.take(TOKENS.word)) this.number();
  }

  private member(): void {
    this.peek();
    if (!this.take(TOKENS.text)) this.fail('a name in double quotes is expected');
    if (this.peek() !== ':') this.fail('a colon is expected');
    this.place++;
    this.value();
  }

  private items(end: string, item: () => void): void {
    this.place++;
    if (this.peek() === end) return void this.place++;
    for (;;) {
      item();
      const next = this.peek();
      if (next !== ',' && next !== end) this.fail(`a comma or ${end} is expected`);
      this.place++;
      if (next === end) return;
    }
  }

  private number(): void {
    const start = this.place;
    if (!this.take(TOKENS.number)) this.fail();
    if (isExact(this.text.slice(start, this.place))) return;
    this.place = start;
    this.fail('a number with so many digits would be rounded; put it in quotes');
  }

  /** The next character that is no space; empty at the end. */
  private peek(): string {
    this.take(SPACE);
    return this.text.charAt(this.place);
  }

  private take(token: RegExp): boolean {
    token.lastIndex = this.place;
    if (!token.test(this.text)) return false;
    this.place = token.lastIndex;
    return true;
  }

  private fail(reason?: string): never {
    const lines = this.text.slice(0, this.place).split('\n');
    const found = this.place < this.text.length ? 'this cannot stand here' : 'it ends too early';
    throw new Error(`line ${lines.length}, column ${lines.at(-1)!.length + 1}: ${reason ?? found}`);
  }
}

/** What is wrong with a JSON text that a person typed, and where; null when nothing is. */
export function jsonProblem(text: string): string | null {
  return new JsonWalk(text).problem();
}
