import { fileURLToPath } from 'node:url';

/**
 * The compiled module beside the one that asks, as a process of its own is started with; when that runs from its
 * TypeScript source (Jest), the one in `dist`.
 * @param name as in an import: `./extract.child.js`
 * @param here the `import.meta.url` of who asks
 */
export function compiledPath(name: string, here: string): string {
  const compiled = here.endsWith('.ts') ? here.replace(/\/src\/(?!.*\/src\/)/, '/dist/src/') : here;
  return fileURLToPath(new URL(name, compiled));
}
