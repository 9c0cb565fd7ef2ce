import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root, SetupError } from './project.mjs';

/** Where the panel's scripts and fonts are built to; `src/admin/host/assets.ts` serves them. */
const folder = join(root, 'dist', 'panel');
const manifest = join(folder, 'manifest.json');
const entry = join(root, 'src', 'admin', 'components', 'site.tsx');

const FROM_PACKAGES = join(root, 'node_modules');
/** AdminJS's packages whose modules do nothing but export: what of them no page uses stays out of the bundle. */
const WITHOUT_EFFECTS = /[\\/]node_modules[\\/](adminjs|@adminjs[\\/]design-system)[\\/]/;
const FRAME = join(FROM_PACKAGES, 'adminjs', 'lib', 'frontend', 'components');
const SHELL = join(dirname(entry), 'shell');
/** Parts of AdminJS's frame that ours stand in for; `admin/components/shell`. */
const STAND_INS = new Map([
  [join(FRAME, 'routes', 'index.js'), join(SHELL, 'routes.ts')],
  [join(FRAME, 'app', 'notice.js'), join(SHELL, 'notices.tsx')],
  [join(FRAME, 'app', 'sidebar', 'sidebar.js'), join(SHELL, 'sidebar.tsx')],
  [join(FRAME, 'app', 'top-bar.js'), join(SHELL, 'top-bar.tsx')],
]);

/** The panel's font, by weight. */
const FONTS = {
  400: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  600: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};

/** Whether the panel has been built at all; what it was built from is the build's own stamp to know. */
export const panelExists = () => existsSync(manifest);

/**
 * Bundles the panel into one script and lays it beside its fonts under names with a hash of their content, each also
 * compressed as far as it goes. What has been compressed once is not compressed again.
 */
export async function buildPanel() {
  mkdirSync(folder, { recursive: true });
  const script = await place('site', '.js', await bundle());
  const fonts = await Promise.all(
    Object.entries(FONTS).map(async ([weight, path]) => [
      weight,
      await place(`inter-${weight}`, '.ttf', readFileSync(join(FROM_PACKAGES, path))),
    ]),
  );
  const built = { script, fonts: Object.fromEntries(fonts) };
  writeFileSync(manifest, `${JSON.stringify(built, null, 2)}\n`);
  const files = [script, ...Object.values(built.fonts)];
  removeAllBut([basename(manifest), ...files.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
}

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
      // Where styled-components looks for the nonce of its styles.
      define: { 'process.env.NODE_ENV': '"production"', __webpack_nonce__: 'window.NONCE' },
      plugins: [{ name: 'adminjs', setup: useAdminJs }],
    });
    return Buffer.from(outputFiles[0].contents);
  } catch {
    throw new SetupError("The panel's components could not be bundled; esbuild's messages are above.");
  }
}

function useAdminJs(build) {
  build.onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
    if (!WITHOUT_EFFECTS.test(importer)) return undefined;
    const wanted = join(resolveDir, path);
    return { path: STAND_INS.get(wanted) ?? wanted, sideEffects: false };
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
