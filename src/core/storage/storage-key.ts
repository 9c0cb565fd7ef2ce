/** A UUID, or a file's name without folders: nothing in it has a meaning to a file system or in an address. */
const KEY = /^[a-z\d][\w-]*(\.[\w-]+)*$/i;
const MAX_LENGTH = 200;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether a key is one that the service makes for a stored file; static files have readable ones. */
export const isFileKey = (key: string): boolean => UUID.test(key);

export const isStorageKey = (key: string): boolean => key.length <= MAX_LENGTH && KEY.test(key);

/** Stops a key that could lead out of the storage. Keys are never made from what a client sent, so this is a bug of ours. */
export function assertStorageKey(key: string): void {
  if (!isStorageKey(key))
    throw new Error(
      `${JSON.stringify(key.slice(0, MAX_LENGTH))} is no storage key: use a UUID or a plain name`,
    );
}
