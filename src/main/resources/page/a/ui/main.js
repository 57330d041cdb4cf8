import { newCid } from '../net/cid.js';
import { socketAddress } from '../net/address.js';
import { Identity } from '../net/identity.js';
import { timers } from '../net/timers.js';
import { Album } from '../state/album.js';
import { Chat } from '../state/chat.js';
import { Chest } from '../state/chest.js';
import { Database } from '../state/database.js';
import { Drafts } from '../state/drafts.js';
import { Estate } from '../state/estate.js';
import { Outbox } from '../state/outbox.js';
import { Shelf } from '../state/shelf.js';
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
const estate = new Estate({ database, store: 'outbox', locks: navigator.locks, channel, tab });
const settings = new Settings(storage);
const [rooms, drafts] = await Promise.all([
  Chest.open(database, 'rooms'),
  Chest.open(database, 'drafts'),
  estate.open(),
  speak(settings.language),
]);
const album = new Album(rooms, timers);

const chat = new Chat({
  openSocket: () => new WebSocket(socketAddress(location.href, api), 'parley.v1'),
  identity: new Identity(storage),
  outbox: new Outbox(estate, timers.now),
  elsewhere: () => estate.others,
  album,
  blocked: new Shelf(storage, 'parley.blocked'),
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
estate.watch((items) => chat.inherit(items), () => chat.changed());

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
addEventListener('pagehide', () => album.flush());
document.addEventListener('visibilitychange', () => {
  chat.visible = !document.hidden;
  if (document.hidden) {
    album.flush();
  } else {
    chat.wake();
  }
});

chat.offline = !navigator.onLine;
chat.visible = !document.hidden;
chat.start();
updates.start();
