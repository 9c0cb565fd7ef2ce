import { setUp } from './setup.mjs';
import { endWithParent } from './setup/parent.mjs';
import { root } from './setup/project.mjs';

process.chdir(root); // DATA_DIR is relative to the project
await setUp();
endWithParent();
await import('../dist/src/main.js');
