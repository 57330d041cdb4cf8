import { socketAddress } from '../net/address.js';
import { Identity } from '../net/identity.js';
import { timers } from '../net/timers.js';
import { Chat } from '../state/chat.js';
import { Outbox } from '../state/outbox.js';
import { Shelf } from '../state/shelf.js';
import { App } from './app.js';
import { keepOffline } from './offline.js';
import { browserStorage } from './storage.js';

const HOME = 'lobby';
const storage = browserStorage();

const chat = new Chat({
  openSocket: () => new WebSocket(socketAddress(location.href), 'parley.v1'),
  identity: new Identity(storage),
  outbox: new Outbox(new Shelf(storage, 'parley.outbox'), timers.now),
  timers,
});

new App(chat, document.querySelector('#app'), HOME);

addEventListener('online', () => chat.wake());
addEventListener('pageshow', () => chat.wake());
document.addEventListener('visibilitychange', () => {
  chat.visible = !document.hidden;
  if (!document.hidden) {
    chat.wake();
  }
});

chat.visible = !document.hidden;
chat.start();
keepOffline();
