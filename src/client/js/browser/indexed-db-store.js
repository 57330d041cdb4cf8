import { keyedStore } from '../keyed-store.js';
import { Database } from './database.js';
import { IndexedStore } from './indexed-store.js';

/**
 * A store in IndexedDB for `connect`: the methods of the Web Storage API, keys are own properties. It is read once, and
 * only written after that. Tabs that may be open at once need a `name` each, or a [CrossTabOutbox].
 */
export async function indexedDBStore(name = 'parley-client') {
  const records = await IndexedStore.open(new Database(indexedDB, name, 1, ['items']), 'items');
  return keyedStore(Object.fromEntries(records.all()), (key, value) =>
    value === undefined ? records.drop(key) : records.put(key, [key, value]),
  );
}
