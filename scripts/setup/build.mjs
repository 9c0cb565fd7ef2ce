import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesUnder } from './files.mjs';
import { underSetupLock } from './lock.mjs';
import { buildPanel, panelExists } from './panel.mjs';
import { report, root, run, SetupError } from './project.mjs';

const FOLDERS = ['src', 'migrations'];
const SINGLE_FILES = [
  'ormconfig.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'scripts/setup/panel.mjs',
];
/** What runs in the browser: checked by the compiler, but bundled by esbuild. */
const COMPONENTS = 'src/admin/components/';
const stamp = join(root, 'dist', '.build-stamp');
const buildInfo = join(root, 'dist', '.tsbuildinfo');

/** Builds `dist` if the sources are not those it was built from. */
export async function ensureBuild() {
  if (!isFresh()) await underSetupLock(async () => isFresh() || (await build()));
}

/** Builds `dist`, whatever it holds; compiles only what changed. */
export async function forceBuild() {
  await underSetupLock(build);
}

async function build() {
  const first = !existsSync(buildInfo);
  report(first ? 'Building (first time, about ten seconds)…' : 'Building…');
  rmSync(stamp, { force: true });
  const fingerprint = inputFingerprint(); // before compiling: a file saved meanwhile makes the build stale
  await Promise.all([compile(), typescript(`${COMPONENTS}tsconfig.json`), buildPanel()]);
  removeOrphans();
  copyAssets();
  writeFileSync(stamp, fingerprint);
}

async function compile() {
  await typescript('tsconfig.build.json');
  // The compiler believes its own record of what it wrote; if somebody removed a part of it, start over.
  if (
    FOLDERS.flatMap(filesUnder)
      .filter(isCompiled)
      .every((file) => existsSync(outputOf(file)))
  )
    return;
  rmSync(buildInfo, { force: true });
  await typescript('tsconfig.build.json');
}

/** Compiles one TypeScript project of ours. */
export async function typescript(project) {
  const code = await run(process.execPath, [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    project,
  ]);
  if (code !== 0) throw new SetupError(`The build failed (${project}); the compiler's messages are above.`);
}

/** Data, pages, fonts: everything that is no source goes along. */
function copyAssets() {
  for (const file of FOLDERS.flatMap(filesUnder).filter((name) => !isSource(name))) {
    const target = join(root, 'dist', file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, file), target, { preserveTimestamps: true });
  }
}

/** A migration that was renamed must not run under its old name as well. */
function removeOrphans() {
  for (const output of FOLDERS.flatMap((folder) => filesUnder(`dist/${folder}`))) {
    const file = output.slice('dist/'.length);
    const source = file.replace(/\.js(\.map)?$/, '.ts');
    const wanted =
      source === file
        ? !isSource(file) && existsSync(join(root, file))
        : isCompiled(source) && existsSync(join(root, source));
    if (!wanted) rmSync(join(root, output));
  }
}

const isSource = (file) => /\.tsx?$/.test(file) || file.startsWith(COMPONENTS);
const isCompiled = (file) =>
  file.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(file) && !file.startsWith(COMPONENTS);
const outputOf = (file) => join(root, 'dist', file.replace(/\.ts$/, '.js'));

function isFresh() {
  try {
    return (
      readFileSync(stamp, 'utf8') === inputFingerprint() &&
      existsSync(outputOf('src/main.ts')) &&
      panelExists()
    );
  } catch {
    return false;
  }
}

/** Names, sizes and times: reading every file would cost each start more than a needless build now and then. */
function inputFingerprint() {
  const hash = createHash('sha256');
  for (const file of [...FOLDERS.flatMap(filesUnder), ...SINGLE_FILES]) {
    const found = statSync(join(root, file), { throwIfNoEntry: false });
    if (found && !file.endsWith('.spec.ts')) hash.update(`${file}\0${found.size}\0${found.mtimeMs}\n`);
  }
  return hash.digest('hex');
}
