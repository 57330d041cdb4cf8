import { memoryStore } from '../client/memory-store.js';
import { Table } from '../client/table.js';
import { timers } from '../client/timers.js';
import { whenBrowserWakes } from '../client/wake.js';
import { Chat } from '../state/chat.js';
import { Drafts } from '../state/drafts.js';
import { RoomCache } from '../state/room-cache.js';
import './pause.js';
import { App } from './app.js';
import { channel } from './channel.js';
import { openKept, within } from './kept.js';
import { nextTask } from './next-task.js';
import { Notifier } from './notifier.js';
import { clientOpener } from './open-client.js';
import { Settings } from './settings.js';
import { fetchDialogs } from './sheets/sheet-view.js';
import { ELSEWHERE, takeAnswer } from './sign-in/answer.js';
import { serviceConfig, kept as keptConfig } from './sign-in/config.js';
import { SignIn } from './sign-in/sign-in.js';
import { attempt, browserStorage, forgetAll, forgiving, isLasting } from './storage.js';
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
  const answer = takeAnswer();
  if (answer === ELSEWHERE) {
    return;
  }
  // Reading these files has taken a while.
  await nextTask();
  const api = document.querySelector('meta[name=parley-api]').content;
  const storage = browserStorage();
  const settings = new Settings(storage);
  const [kept, config] = await Promise.all([
    openKept(PLAIN),
    within(serviceConfig(api, storage), () => keptConfig(storage)),
    within(speak(settings.language)),
  ]);
  const signIn = new SignIn(config, {
    storage,
    session: attempt(() => sessionStorage) ?? memoryStore(),
    timers,
    channel: channel('parley.sign-in'),
    forget: () => Promise.all([kept.forget(), forgetAll(storage)]),
  });
  await signIn.arrive(answer);
  if (signIn.as === 'leaving') {
    return;
  }
  const roomCache = new RoomCache(kept.rooms, timers);

  const chat = new Chat({
    openClient: clientOpener({ api, storage, outbox: kept.outbox, signIn }),
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
    signIn,
    lasting: kept.lasting && isLasting(storage),
  });
  kept.outbox.watch((items) => chat.adopt(items), () => chat.changed(), (cid) => chat.messages.discard({ cid }));
  watch(chat, roomCache);
  await nextTask();
  app.draw.now();
  parleyStart.opened();
  if (PLAIN) {
    history.replaceState(history.state, '', location.pathname + location.hash);
  }
  enter(chat, signIn);
  fetchDialogs();
  updates.start();
}

/** Connects as soon as it is clear for whom. */
function enter(chat, signIn) {
  if (signIn.as === 'guest' || signIn.as === 'member') {
    chat.start();
  } else {
    signIn.addEventListener('change', () => signIn.as === 'guest' && chat.start());
    addEventListener('online', () => signIn.as === 'absent' && signIn.again());
  }
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
