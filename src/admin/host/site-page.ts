import { combineStyles } from '@adminjs/design-system';
import AdminJS, { initializeStore } from 'adminjs';
import type { StaffUser } from '../staff-authenticator.js';
import { ACTIONS } from './entity-actions.js';
import { scriptAddresses } from './assets.js';
import type { EntityResource } from './entity-resource.js';
import { scriptJson } from './html.js';

/** The stock page's reset, as far as AdminJS's components count on it, with fonts that are already there. */
const STYLE = `
  *, *::before { box-sizing: border-box; }
  html, body, #app { margin: 0; padding: 0; width: 100%; height: 100%; font-family: system-ui, sans-serif; }
  h1, h2, h3, h4, h5, h6, p, ul, ol, section, form, fieldset { margin: 0; padding: 0; border: 0; font: inherit; }
  ol, ul { list-style: none; }
  table { border-collapse: collapse; border-spacing: 0; }
  #app { isolation: isolate; }
  [data-testid^='property-show-'] { white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const SCRIPTS = scriptAddresses();

/** Which component of ours shows which action; the others are AdminJS's own. */
const PAGES = Object.fromEntries(
  [...ACTIONS.values()].flatMap(({ name, component }) => (component ? [[name, component]] : [])),
);

interface PropertyJson {
  type: string;
  reference: string | null;
  subProperties?: PropertyJson[];
}

/** A reference to what this person may not view is a plain value to them, and the entity's name stays unknown. */
function hideReferences(value: unknown, visible: ReadonlySet<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const property = value as Partial<PropertyJson>;
  if (typeof property.reference === 'string' && !visible.has(property.reference)) {
    property.reference = null;
    property.type = 'string';
  }
  for (const child of Object.values(value)) hideReferences(child, visible);
}

/** What AdminJS's front end is told: the entities this person may view, and nothing of any other. */
async function pageState(admin: AdminJS, staff: StaffUser): Promise<Record<string, unknown>> {
  const visible = (admin.resources as EntityResource[]).filter((resource) =>
    resource.admin.allows(staff, 'view'),
  );
  const view = Object.assign(Object.create(admin) as AdminJS, { resources: visible });
  const store = await initializeStore(view, staff as never);
  const state = store.getState() as unknown as Record<string, unknown>;
  hideReferences(state['resources'], new Set(visible.map((resource) => resource.id())));
  return { ...state, session: { id: String(staff.id), email: staff.username, title: staff.email } };
}

/** The page in which AdminJS's application runs, in place of the stock one, which contacts a font host. */
export async function sitePage(admin: AdminJS, staff: StaffUser, nonce: string): Promise<string> {
  const state = await pageState(admin, staff);
  const theme = { ...combineStyles(), font: 'system-ui, sans-serif' };
  const scripts = SCRIPTS.map((address) => `<script nonce="${nonce}" src="${address}"></script>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CV Improver</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}">
window.REDUX_STATE = ${scriptJson(state)};
window.THEME = ${scriptJson(theme)};
window.THEME_COMPONENTS = {};
window.PAGES = ${scriptJson(PAGES)};
window.AdminJS = { Components: {} };
</script>
${scripts.join('\n')}
</body>
</html>`;
}
