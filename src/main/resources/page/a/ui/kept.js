import { CrossTabOutbox } from '../client/browser/cross-tab-outbox.js';
import { Database } from '../client/browser/database.js';
import { IndexedStore } from '../client/browser/indexed-store.js';
import { newCid } from '../client/cid.js';
import { isItem } from '../state/items.js';
import { channel } from './channel.js';
import { attempt } from './storage.js';

const STORES = ['outbox', 'rooms', 'drafts'];
/** How long the page waits for what the browser keeps. */
const PATIENCE_MS = 3_000;
const TAB = 'parley.tab';

/**
 * Opens what this browser keeps for the page: `{rooms, drafts, outbox, tab, former, lasting, forget}`. Whatever the browser lacks,
 * refuses or never answers, the page opens: then it keeps things as long as it is open, and `lasting` is false.
 *
 * @param plain whether to do without what is stored
 */
export async function openKept(plain) {
  const database = new Database(plain ? undefined : attempt(() => indexedDB), 'parley', 1, STORES);
  const tab = newCid();
  const locks = attempt(() => navigator.locks);
  const outbox = new CrossTabOutbox({ database, store: 'outbox', locks, channel: channel('parley.outbox'), tab, valid: isItem });
  const [rooms, drafts, lasting] = await Promise.all([
    within(IndexedStore.open(database, 'rooms'), () => IndexedStore.empty(database, 'rooms')),
    within(IndexedStore.open(database, 'drafts'), () => IndexedStore.empty(database, 'drafts')),
    within(database.keeps, () => false),
    within(outbox.open()),
  ]);
  const forget = () => within(database.forget(STORES));
  return { rooms, drafts, outbox, tab, former: formerTab(tab), lasting, forget };
}

/** What `promise` resolves to, or `instead()` if that takes too long or fails. */
export async function within(promise, instead = () => {}) {
  const late = Symbol();
  let id;
  const limit = new Promise((resolve) => {
    id = setTimeout(() => resolve(late), PATIENCE_MS);
  });
  const outcome = await Promise.race([promise.catch(() => late), limit]);
  clearTimeout(id);
  return outcome === late ? instead() : outcome;
}

/** What this tab was called before it was reloaded. */
function formerTab(tab) {
  return attempt(() => {
    const former = sessionStorage.getItem(TAB);
    sessionStorage.setItem(TAB, tab);
    return former ?? undefined;
  });
}
