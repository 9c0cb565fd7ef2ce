/** Where staff get at stored files; the rest of the path is a file's id. */
export const ADMIN_FILES_PATH = '/admin/files';
