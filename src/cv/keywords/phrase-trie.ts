import { singular, tokenize, type Token } from './tokens.js';

interface Node<T> {
  next: Map<string, Node<T>>;
  values: T[];
}

/** The longest phrase found from one token on: `length` is in tokens. */
export interface TrieHit<T> {
  length: number;
  values: readonly T[];
}

/** Phrases by their tokens, for the longest match from a given place. Plurals compare equal to singulars. */
export class PhraseTrie<T> {
  private readonly root: Node<T> = { next: new Map(), values: [] };

  /** Adds a phrase; several values may share one. */
  add(phrase: string, value: T): void {
    let node = this.root;
    for (const token of tokenize(phrase)) {
      if (token.kind === 'break') continue;
      const key = singular(token.key);
      let next = node.next.get(key);
      if (!next) node.next.set(key, (next = { next: new Map(), values: [] }));
      node = next;
    }
    node.values.push(value);
  }

  /** Every phrase that starts at `tokens[from]`, longest first. */
  hits(tokens: readonly Token[], from: number): TrieHit<T>[] {
    const hits: TrieHit<T>[] = [];
    let node = this.root;
    for (let i = from; i < tokens.length && tokens[i]!.kind !== 'break'; i++) {
      const next = node.next.get(singular(tokens[i]!.key));
      if (!next) break;
      node = next;
      if (node.values.length > 0) hits.unshift({ length: i - from + 1, values: node.values });
    }
    return hits;
  }
}
