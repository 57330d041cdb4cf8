import { socketAddress } from '../net/address.js';
import { newCid } from '../net/cid.js';
import { Identity } from '../net/identity.js';
import { timers } from '../net/timers.js';
import { Chat } from '../state/chat.js';
import { CrossTabOutbox } from '../state/cross-tab-outbox.js';
import { Database } from '../state/database.js';
import { Drafts } from '../state/drafts.js';
import { IndexedStore } from '../state/indexed-store.js';
import { LocalStore } from '../state/local-store.js';
import { Outbox } from '../state/outbox.js';
import { RoomCache } from '../state/room-cache.js';
import { App } from './app.js';
import { Notifier } from './notifier.js';
import { Settings } from './settings.js';
import { browserStorage } from './storage.js';
import { Updates } from './updates.js';
import { speak } from './words.js';

const HOME = 'lobby';
const api = document.querySelector('meta[name=parley-api]').content;
const storage = browserStorage();
const database = new Database(indexedDB, 'parley', 1, ['outbox', 'rooms', 'drafts']);
const tab = newCid();
const channel = new BroadcastChannel('parley.outbox');
const crossTabOutbox = new CrossTabOutbox({ database, store: 'outbox', locks: navigator.locks, channel, tab });
const settings = new Settings(storage);
const [rooms, drafts] = await Promise.all([
  IndexedStore.open(database, 'rooms'),
  IndexedStore.open(database, 'drafts'),
  crossTabOutbox.open(),
  speak(settings.language),
]);
const roomCache = new RoomCache(rooms, timers);

const chat = new Chat({
  openSocket: () => new WebSocket(socketAddress(location.href, api), 'parley.v1'),
  identity: new Identity(storage),
  outbox: new Outbox(crossTabOutbox, timers.now),
  otherTabs: () => crossTabOutbox.others,
  roomCache,
  blocked: new LocalStore(storage, 'parley.blocked'),
  timers,
});

const updates = new Updates();
new App(chat, document.querySelector('#app'), {
  home: HOME,
  drafts: new Drafts(drafts),
  settings,
  notifier: new Notifier(chat, settings),
  updates,
});
crossTabOutbox.watch((items) => chat.adopt(items), () => chat.changed());

const online = () => {
  chat.offline = !navigator.onLine;
  chat.changed();
  if (navigator.onLine) {
    chat.wake();
  }
};
addEventListener('online', online);
addEventListener('offline', online);
addEventListener('pageshow', () => chat.wake());
addEventListener('pagehide', () => roomCache.flush());
document.addEventListener('visibilitychange', () => {
  chat.visible = !document.hidden;
  if (document.hidden) {
    roomCache.flush();
  } else {
    chat.wake();
  }
});

chat.offline = !navigator.onLine;
chat.visible = !document.hidden;
chat.start();
updates.start();
