import { serveParent } from '../../../core/child-processes/serve-parent.js';
import type { ImproveInput } from '../improver.js';
import { LocalImprover } from './local-improver.js';

/** The child process of the background job: a document in, a better one out. */
const improver = new LocalImprover();
await serveParent((input: ImproveInput) => improver.improve(input));
