import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { CommandError } from '../cli/command-error.js';
import {
  DUMP_FORMAT,
  DUMP_VERSION,
  type DumpHeader,
  type DumpRow,
  type DumpTableLine,
  type DumpTrailer,
} from './dump-format.js';
import { keepSmall } from './small-heap.js';

export type DumpPart =
  | { kind: 'header'; header: DumpHeader }
  | { kind: 'table'; table: DumpTableLine; line: number }
  | { kind: 'row'; row: DumpRow }
  | { kind: 'end' };

/** Far beyond any row, and far below what a file without line ends would make us hold. */
const MAX_LINE = 64 * 1024 * 1024;

/**
 * The parts of a dump, in pieces of a few hundred, checked against its own counts and its checksum.
 * @throws CommandError naming the line where the dump is none, is cut or was altered.
 */
export async function* parseDump(source: AsyncIterable<Buffer>): AsyncGenerator<DumpPart[], void, void> {
  const parser = new DumpParser();
  const onBytes = keepSmall();
  for await (const block of wholeLines(source)) {
    yield parser.parse(block);
    onBytes(block.length);
  }
  parser.finish();
}

/** Cuts bytes after line ends; only the last piece may lack one. */
async function* wholeLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(0x0a) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
      length = 0;
    }
    rest.push(chunk.subarray(end));
    length += chunk.length - end;
    if (length > MAX_LINE) throw new CommandError('This is no dump: it has a line of more than 64 MiB.');
  }
  if (length > 0) yield Buffer.concat(rest);
}

class DumpParser {
  private line = 0;
  private header: DumpHeader | null = null;
  private table: DumpTableLine | null = null;
  private rows = 0;
  private total = 0;
  private ended = false;
  private readonly hash = createHash('sha256');

  parse(block: Buffer): DumpPart[] {
    if (!isUtf8(block)) throw this.problem('the dump is altered: after this line something is not UTF-8');
    const lines = block.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    const parts: DumpPart[] = [];
    for (const [index, text] of lines.entries()) {
      this.line += 1;
      if (this.ended) throw this.problem('something follows the end of the dump');
      const value = this.json(text);
      if (Array.isArray(value)) parts.push(this.row(value as DumpRow));
      else if (!this.header) parts.push(this.first(value as Partial<DumpHeader>));
      else if ('table' in value) parts.push(this.nextTable(value as DumpTableLine));
      else if ('end' in value) {
        this.hash.update(lines.slice(0, index).join('\n') + (index > 0 ? '\n' : ''));
        parts.push(this.last(value as DumpTrailer));
      } else throw this.problem('this is neither a table, a row nor the end of the dump');
    }
    if (!this.ended) this.hash.update(block);
    return parts;
  }

  finish(): void {
    if (!this.header) throw new CommandError('This is no dump: it is empty.');
    if (!this.ended)
      throw new CommandError(
        `The dump is cut in the middle: it stops after line ${this.line} without its end.`,
      );
  }

  private json(text: string): object {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw this.problem(
        this.header ? 'the dump is cut in the middle or altered: this is not JSON' : NO_DUMP,
      );
    }
    if (typeof value !== 'object' || value === null)
      throw this.problem(this.header ? 'this is no row' : NO_DUMP);
    return value;
  }

  private first(header: Partial<DumpHeader>): DumpPart {
    const { format, migration, rows } = header as { [name in keyof DumpHeader]?: unknown };
    if (format !== DUMP_FORMAT || typeof migration !== 'string' || typeof rows !== 'object' || rows === null)
      throw this.problem(NO_DUMP);
    if (header.version !== DUMP_VERSION)
      throw this.problem(`the dump has format version ${header.version}, this service reads ${DUMP_VERSION}`);
    this.header = header as DumpHeader;
    return { kind: 'header', header: this.header };
  }

  private nextTable(table: DumpTableLine): DumpPart {
    this.endTable();
    if (this.header?.rows[table.table] === undefined || !Array.isArray(table.columns))
      throw this.problem(`the header does not announce the table ${table.table} with columns`);
    this.table = table;
    return { kind: 'table', table, line: this.line };
  }

  private row(row: DumpRow): DumpPart {
    if (!this.table) throw this.problem(this.header ? 'this row belongs to no table' : NO_DUMP);
    if (row.length !== this.table.columns.length)
      throw this.problem(`this row has ${row.length} values for ${this.table.columns.length} columns`);
    for (const value of row) {
      if (typeof value === 'object' && value !== null)
        throw this.problem('a row holds plain values: write this one as text');
      if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
        throw this.problem('a number beyond 2^53 has lost digits: write it as text');
      if (typeof value === 'string' && !value.isWellFormed())
        throw this.problem('a text holds half a character');
    }
    this.rows += 1;
    this.total += 1;
    return { kind: 'row', row };
  }

  private last({ rows, sha256 }: DumpTrailer): DumpPart {
    this.endTable();
    const announced = Object.values(this.header?.rows ?? {}).reduce((sum, count) => sum + count, 0);
    if (rows !== this.total || announced !== this.total)
      throw this.problem(`the dump holds ${this.total} rows and announces ${announced}: some are missing`);
    if (sha256 !== undefined && sha256 !== this.hash.digest('hex'))
      throw this.problem(
        'the dump was altered: its checksum does not hold (without "sha256" here it is not checked)',
      );
    this.ended = true;
    return { kind: 'end' };
  }

  private endTable(): void {
    const announced = this.table && this.header?.rows[this.table.table];
    if (this.table && announced !== this.rows)
      throw this.problem(
        `the table ${this.table.table} holds ${this.rows} rows, its header announces ${announced}`,
      );
    this.rows = 0;
  }

  private problem(what: string): CommandError {
    return new CommandError(`Line ${this.line}: ${what}.`);
  }
}

const NO_DUMP = 'this is no dump made by data:dump';
