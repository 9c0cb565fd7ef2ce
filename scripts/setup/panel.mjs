import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root, SetupError } from './project.mjs';

/** Where the panel's scripts and fonts are built to; `src/admin/host/assets.ts` serves them. */
const folder = join(root, 'dist', 'panel');
const manifest = join(folder, 'manifest.json');
const entry = join(root, 'src', 'admin', 'components', 'site.tsx');

const FROM_PACKAGES = join(root, 'node_modules');
/** AdminJS's own bundles, in the order in which they build upon each other; always the production ones. */
const STOCK = {
  global: 'adminjs/lib/frontend/assets/scripts/global-bundle.production.js',
  'design-system': '@adminjs/design-system/bundle.production.js',
  app: 'adminjs/lib/frontend/assets/scripts/app-bundle.production.js',
};

/** The panel's font, by weight. */
const FONTS = {
  400: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  600: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};

/** What the stock bundles put into the browser's global scope; it is never bundled a second time. */
const GLOBALS = {
  react: 'React',
  'react/jsx-runtime': '{ Fragment: React.Fragment, jsx: createKeyed, jsxs: createKeyed }',
  'react-redux': 'ReactRedux',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  '@adminjs/design-system': 'AdminJSDesignSystem',
  '@adminjs/design-system/styled-components': 'styled',
};
const KEYED = `const { React } = window;
const createKeyed = (type, props, key) => React.createElement(type, key === undefined ? props : { ...props, key });`;

/** Whether the panel has been built at all; what it was built from is the build's own stamp to know. */
export const panelExists = () => existsSync(manifest);

/**
 * Bundles the panel's components and lays them beside AdminJS's bundles under names with a hash of their content,
 * each also compressed as far as it goes. What has been compressed once is not compressed again.
 */
export async function buildPanel() {
  mkdirSync(folder, { recursive: true });
  const stock = Object.entries(STOCK).map(([name, path]) => place(name, '.js', ofPackage(path)));
  const scripts = await Promise.all([...stock, place('site', '.js', await bundle())]);
  const fonts = await Promise.all(
    Object.entries(FONTS).map(async ([weight, path]) => [
      weight,
      await place(`inter-${weight}`, '.ttf', ofPackage(path)),
    ]),
  );
  const built = { scripts, fonts: Object.fromEntries(fonts) };
  writeFileSync(manifest, `${JSON.stringify(built, null, 2)}\n`);
  const files = [...scripts, ...Object.values(built.fonts)];
  removeAllBut([basename(manifest), ...files.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
}

const ofPackage = (path) => readFileSync(join(FROM_PACKAGES, path));

async function bundle() {
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      jsx: 'automatic',
      minify: true,
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [{ name: 'globals', setup: useGlobals }],
    });
    return Buffer.from(outputFiles[0].contents);
  } catch {
    throw new SetupError("The panel's components could not be bundled; esbuild's messages are above.");
  }
}

function useGlobals(build) {
  const names = Object.keys(GLOBALS).map((name) => name.replace(/[/-]/g, '\\$&'));
  build.onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path }) => ({
    path,
    namespace: 'globals',
  }));
  build.onLoad({ filter: /.*/, namespace: 'globals' }, ({ path }) => {
    const isExpression = GLOBALS[path].startsWith('{');
    return {
      contents: isExpression
        ? `${KEYED}\nmodule.exports = ${GLOBALS[path]};`
        : `module.exports = window.${GLOBALS[path]};`,
    };
  });
}

/** Writes a file and its compressed forms, unless they are there; returns its name. */
async function place(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const file = `${name}-${hash}${extension}`;
  const forms = [
    ['.gz', (data) => promisify(gzip)(data, { level: 9 })],
    ['.br', (data) => promisify(brotliCompress)(data, { params: brotliParams(data) })],
  ];
  const target = join(folder, file);
  const isThere = [target, ...forms.map(([suffix]) => target + suffix)].every(existsSync);
  if (isThere) return file;
  await Promise.all(
    forms.map(async ([suffix, encode]) => writeFileSync(target + suffix, await encode(bytes))),
  );
  writeFileSync(target, bytes);
  return file;
}

const brotliParams = (data) => ({
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
});

function removeAllBut(names) {
  for (const name of readdirSync(folder)) if (!names.includes(name)) rmSync(join(folder, name));
}
