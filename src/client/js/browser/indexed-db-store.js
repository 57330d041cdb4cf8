import { Database } from './database.js';
import { IndexedStore } from './indexed-store.js';

/**
 * A store in IndexedDB for `connect`: the methods of the Web Storage API, keys are own properties. It is read once, and
 * only written after that. Tabs that may be open at once need a `name` each, or a [CrossTabOutbox].
 */
export async function indexedDBStore(name = 'parley-client') {
  const records = await IndexedStore.open(new Database(indexedDB, name, 1, ['items']), 'items');
  const values = Object.fromEntries(records.all());
  return Object.setPrototypeOf(values, {
    getItem: (key) => (Object.hasOwn(values, key) ? values[key] : null),
    setItem(key, value) {
      values[key] = String(value);
      records.put(key, [key, values[key]]);
    },
    removeItem(key) {
      delete values[key];
      records.drop(key);
    },
  });
}
