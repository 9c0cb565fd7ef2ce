import { site } from './globals.js';

/** Path of a list below the site and below its API alike. */
export const listPath = (entity: string): string => actionPath(entity, 'list');

/** Path of an entity's action below the site and below its API alike. */
export const actionPath = (entity: string, action: string): string =>
  `/resources/${entity}/actions/${encodeURIComponent(action)}`;

/** Path of an action on one row below the site and below its API alike. */
export const recordPath = (entity: string, key: string, action: string): string =>
  `/resources/${entity}/records/${encodeURIComponent(key)}/${encodeURIComponent(action)}`;

/** Path of an action on several rows below the site and below its API alike. */
export const bulkPath = (entity: string, action: string): string =>
  `/resources/${entity}/bulk/${encodeURIComponent(action)}`;

/** Path of a page that is about no single entity below the site and below its API alike. */
export const toolPath = (id: string): string => `/pages/${encodeURIComponent(id)}`;

/** Address of a page, for links and the router. */
export const pageAddress = (path: string): string => `${site.REDUX_STATE.paths.rootPath}${path}`;

/** Address a path is asked at. */
export const apiAddress = (path: string): string => `${site.REDUX_STATE.paths.rootPath}/api${path}`;
