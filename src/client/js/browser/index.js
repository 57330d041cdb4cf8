/** Stores of a browser, shared by its tabs. */
export { CrossTabOutbox } from './cross-tab-outbox.js';
export { Database } from './database.js';
export { indexedDBStore } from './indexed-db-store.js';
