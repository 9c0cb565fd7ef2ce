/** `create-plan` at 1760000000000 becomes `CreatePlan1760000000000`, whose number TypeORM sorts by. */
export function migrationClassName(name: string, timestamp: number): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}${timestamp}`;
}

/** Puts each column and constraint of a CREATE TABLE on a line of its own; other statements stay as they are. */
function layOut(query: string): string {
  const sql = query.trim().replace(/ {2,}/g, ' ');
  if (!sql.startsWith('CREATE TABLE')) return sql;
  let depth = 0;
  return sql.replace(/[(),] ?/g, (token) => {
    const mark = token.charAt(0);
    if (mark === '(') return ++depth === 1 ? '(\n        ' : token;
    if (mark === ')') return --depth === 0 ? '\n      )' : token;
    return depth === 1 ? ',\n        ' : token;
  });
}

const block = (queries: string[]): string =>
  queries
    .map((query) => `    await runner.query(\`\n      ${layOut(query).replace(/[\\`$]/g, '\\$&')}\n    \`);`)
    .join('\n');

/** The source of a migration that runs `up`, and `down`, which is given in the order of `up`, backwards. */
export function migrationSource(name: string, timestamp: number, up: string[], down: string[]): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${migrationClassName(name, timestamp)} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${block(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${block([...down].reverse())}
  }
}
`;
}
