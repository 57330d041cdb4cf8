import { keyedStore } from './keyed-store.js';

/** A store that lasts as long as the process. */
export function memoryStore() {
  return keyedStore({}, () => {});
}
