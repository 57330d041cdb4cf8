import { socketAddress } from '../client/address.js';
import { Client } from '../client/client.js';
import { Identity } from '../client/identity.js';
import { Table } from '../client/table.js';
import { timers } from '../client/timers.js';
import { whenBrowserWakes } from '../client/wake.js';
import { Chat } from '../state/chat.js';
import { Drafts } from '../state/drafts.js';
import { RoomCache } from '../state/room-cache.js';
import { App } from './app.js';
import { channel, openKept, within } from './kept.js';
import { Notifier } from './notifier.js';
import { Settings } from './settings.js';
import { fetchDialogs } from './sheets/sheet-view.js';
import { browserStorage, forgiving, isLasting } from './storage.js';
import { Updates } from './updates.js';
import { speak } from './words.js';

const HOME = 'lobby';
const PLAIN = new URLSearchParams(location.search).has('plain');
/** Where start.js did not come, nobody watches; the page opens nevertheless. */
const UNWATCHED = {
  opened() {},
  failed(failure) {
    throw failure;
  },
};
const parleyStart = globalThis.parleyStart ?? UNWATCHED;

/** Opens the page; start.js watches, and says what is in the way. */
async function open() {
  const api = document.querySelector('meta[name=parley-api]').content;
  const storage = browserStorage();
  const settings = new Settings(storage);
  const [kept] = await Promise.all([openKept(PLAIN), within(speak(settings.language))]);
  const roomCache = new RoomCache(kept.rooms, timers);

  const chat = new Chat({
    openClient: ({ rejected }) =>
      new Client({
        openSocket: () => new WebSocket(socketAddress(api || location.origin), 'parley.v1'),
        identity: new Identity(storage),
        outbox: kept.outbox,
        rejected,
        complete: false,
        keepFailed: true,
        timers,
      }),
    otherTabs: { waiting: () => kept.outbox.others, cancel: (cid) => kept.outbox.cancelElsewhere(cid) },
    roomCache,
    blocked: forgiving(new Table(storage, 'parley.blocked')),
    timers,
  });

  const updates = new Updates();
  const app = new App(chat, document.querySelector('#app'), {
    home: HOME,
    drafts: new Drafts({ ...kept, store: kept.drafts, channel: channel('parley.drafts'), now: timers.now }),
    settings,
    notifier: new Notifier(chat, settings),
    updates,
    lasting: kept.lasting && isLasting(storage),
  });
  kept.outbox.watch((items) => chat.adopt(items), () => chat.changed(), (cid) => chat.messages.discard({ cid }));
  watch(chat, roomCache);
  app.draw.now();
  parleyStart.opened();
  if (PLAIN) {
    history.replaceState(history.state, '', location.pathname + location.hash);
  }
  chat.start();
  fetchDialogs();
  updates.start();
}

/** The browser tells what happens to the page. */
function watch(chat, roomCache) {
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
}

if (!parleyStart.old) {
  open().catch((failure) => parleyStart.failed(failure));
}
