import type { SiteEntity, SitePage, SiteState } from '../answers/site-state.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { PlacedPage } from './admin-pages.js';
import { fontFaces, scriptAddress } from './assets.js';
import { ACTIONS } from './entity-actions.js';
import { scriptJson } from './html.js';
import { pluralLabel } from './labels.js';
import { SITE_OPTIONS } from './site-options.js';

const FONT = 'Inter, system-ui, sans-serif';

/** What AdminJS's components count on from the stock page's reset, and our own font. */
const STYLE = `
  *, *::before { box-sizing: border-box; }
  html, body, #app { margin: 0; padding: 0; width: 100%; height: 100%; font-family: ${FONT}; }
  h1, h2, h3, h4, h5, h6, p, ul, ol, section, form, fieldset { margin: 0; padding: 0; border: 0; font: inherit; }
  ol, ul { list-style: none; }
  table { border-collapse: collapse; border-spacing: 0; }
  #app { isolation: isolate; }
`;

/** What every page loads; read once. */
export interface SiteAssets {
  script: string;
  fonts: string;
}

/** @param staticUrl where they are loaded from; null is this service. */
export const siteAssets = (staticUrl: string | null): SiteAssets => ({
  script: scriptAddress(staticUrl),
  fonts: fontFaces(staticUrl),
});

const PAGES = Object.fromEntries(
  [...ACTIONS.values()].flatMap(({ name, component }) => (component ? [[name, component]] : [])),
);

/** The sidebar: what this person may view, and nothing of any other entity. */
function siteState(
  admins: readonly EntityAdmin[],
  pages: readonly PlacedPage[],
  staff: StaffUser,
): SiteState {
  const groups = new Map<string, { name: string; icon: string; entities: SiteEntity[]; pages: SitePage[] }>();
  const groupOf = (section: { name: string; icon: string }) => {
    const group = groups.get(section.name) ?? { ...section, entities: [], pages: [] };
    groups.set(group.name, group);
    return group;
  };
  for (const admin of admins.filter((candidate) => candidate.allows(staff, 'view')))
    groupOf(admin.group).entities.push({ id: admin.id, label: pluralLabel(admin.id) });
  for (const { group, page } of pages) {
    const { id, label, component } = page;
    groupOf(group).pages.push({ id, label, component });
  }
  return { pages: PAGES, groups: [...groups.values()] };
}

/** What AdminJS's frame is told, in the form of its store; everything else a page asks for itself. */
function frameState(staff: StaffUser): object {
  const session = { id: String(staff.id), username: staff.username, email: staff.email };
  return { paths: SITE_OPTIONS, session };
}

/** The page in which AdminJS's application runs, in place of the stock one, which contacts a font host. */
export function sitePage(
  admins: readonly EntityAdmin[],
  pages: readonly PlacedPage[],
  staff: StaffUser,
  nonce: string,
  assets: SiteAssets,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CV Improver</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${assets.fonts}${STYLE}</style>
<script nonce="${nonce}">
window.REDUX_STATE = ${scriptJson(frameState(staff))};
window.SITE = ${scriptJson(siteState(admins, pages, staff))};
window.NONCE = ${scriptJson(nonce)};
</script>
<script nonce="${nonce}" src="${assets.script}" defer></script>
</head>
<body>
<div id="app"></div>
</body>
</html>`;
}
