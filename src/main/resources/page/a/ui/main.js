import { socketAddress } from '../client/address.js';
import { CrossTabOutbox } from '../client/browser/cross-tab-outbox.js';
import { Database } from '../client/browser/database.js';
import { IndexedStore } from '../client/browser/indexed-store.js';
import { newCid } from '../client/cid.js';
import { Client } from '../client/client.js';
import { Identity } from '../client/identity.js';
import { Table } from '../client/table.js';
import { timers } from '../client/timers.js';
import { whenBrowserWakes } from '../client/wake.js';
import { Chat } from '../state/chat.js';
import { Drafts } from '../state/drafts.js';
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
  openClient: ({ rejected }) =>
    new Client({
      openSocket: () => new WebSocket(socketAddress(api || location.origin), 'parley.v1'),
      identity: new Identity(storage),
      outbox: crossTabOutbox,
      rejected,
      complete: false,
      keepFailed: true,
      timers,
    }),
  otherTabs: () => crossTabOutbox.others,
  roomCache,
  blocked: new Table(storage, 'parley.blocked'),
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
};
addEventListener('online', online);
addEventListener('offline', online);
whenBrowserWakes(() => chat.wake());
addEventListener('pagehide', () => roomCache.flush());
document.addEventListener('visibilitychange', () => {
  chat.visible = !document.hidden;
  if (document.hidden) {
    roomCache.flush();
  }
});

chat.offline = !navigator.onLine;
chat.visible = !document.hidden;
chat.start();
updates.start();
