import { listPath } from '../kit/addresses.js';
import { askEarly } from '../kit/api.js';
import { questionOf } from './list-address.js';

// Imported before everything else: the answer is on its way while the rest of the script runs.
const [, entity] = /\/resources\/(\w+)(?:\/actions\/list)?\/?$/.exec(location.pathname) ?? [];
if (entity) askEarly(`${listPath(entity)}?${questionOf(new URLSearchParams(location.search))}`);
