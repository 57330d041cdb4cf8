import { memoryStore } from '../client/memory-store.js';

const LASTING = new Set(['parley.settings', 'parley.config']);

/** Returns localStorage, or a substitute that lasts as long as the page if the browser has none or forbids it. */
export function browserStorage() {
  try {
    const storage = localStorage;
    storage.getItem('parley.settings');
    return storage;
  } catch {
    return memoryStore();
  }
}

/** Whether what is stored outlives the page. */
export function isLasting(storage) {
  return storage === attempt(() => localStorage);
}

/** What the browser keeps of a user; how the page looks is the browser's own. */
export function forgetAll(storage) {
  attempt(() => Object.keys(storage).filter((key) => key.startsWith('parley.') && !LASTING.has(key)).forEach((key) => storage.removeItem(key)));
}

/** A table that forgets what its store does not take, and is empty if it cannot be read. */
export function forgiving(table) {
  return {
    all: () => attempt(() => table.all()) ?? [],
    put: (key, record) => attempt(() => table.put(key, record)),
    drop: (key) => attempt(() => table.drop(key)),
  };
}

/** What `act` returns, or `undefined` if the browser forbids it. */
export function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
