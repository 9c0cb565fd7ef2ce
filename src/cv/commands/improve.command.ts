import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError } from '../../core/cli/command-error.js';
import { LocalImprover } from '../improver/local/local-improver.js';
import { CvParser } from '../parser/cv-parser.service.js';
import { ExtractionPool } from '../parser/extraction/extraction-pool.js';
import { CvRenderer } from '../renderer/cv-renderer.service.js';

interface Options {
  job?: string;
  position: string;
  out: string;
}

/** Adds `improve`: the main job without a server or a database. */
export function addImproveCommand(program: Command): void {
  program
    .command('improve <cv>')
    .description('improve a CV (PDF, DOCX or text), report how it matches a job, write it as PDF or Markdown')
    .option('--job <file>', 'the advert, as a text file')
    .option('--position <title>', 'the position aimed at', '')
    .option('--out <file>', 'where the improved CV goes; .pdf or .md', 'improved.pdf')
    .action(improve);
}

async function improve(cv: string, { job, position, out }: Options): Promise<void> {
  const format = /\.(pdf|md)$/.exec(out)?.[1] as 'pdf' | 'md' | undefined;
  if (!format) throw new CommandError(`--out ends in .pdf or .md, not as "${out}"`);
  const bytes = await read(cv);
  const target =
    job || position ? { position, description: job ? (await read(job)).toString('utf8') : '' } : null;

  const pool = new ExtractionPool();
  try {
    const { document } = await new CvParser(pool).parse(bytes);
    const improved = await new LocalImprover().improve({ document, job: target, prompt: '' });
    console.log(improved.responseText);
    const rendered = await new CvRenderer().render(improved.document, format);
    await writeFile(pathOf(out), rendered.bytes);
    console.log(`Wrote ${out}.`);
  } finally {
    pool.close();
  }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(pathOf(path));
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const pathOf = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);
