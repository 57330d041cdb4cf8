import { titleOf } from './conversation.js';
import { previewOf } from './message.js';
import { roomHref } from './route.js';

const ICON = 'icons/icon-192.png';

/**
 * Shows system notifications for direct messages, groups and mentions while the page is hidden. It asks for permission
 * only when the user turns them on.
 */
export class Notifier {
  #chat;
  #settings;

  constructor(chat, settings) {
    this.#chat = chat;
    this.#settings = settings;
    chat.addEventListener('incoming', ({ detail }) => this.#notify(detail));
  }

  get denied() {
    return !globalThis.Notification || Notification.permission === 'denied';
  }

  get on() {
    return this.#settings.notify && !this.denied && Notification.permission === 'granted';
  }

  /** Must be called from a user gesture. */
  async choose(on) {
    const permission = on ? await Notification.requestPermission() : 'default';
    this.#settings.set({ notify: permission === 'granted' });
  }

  async #notify({ room, message, mentioned }) {
    if (!this.on || !document.hidden || (room.kind === 'public' && !mentioned)) {
      return;
    }
    const worker = await navigator.serviceWorker?.getRegistration();
    const title = room.direct ? titleOf(room, this.#chat.me) : `${message.from.name} · ${titleOf(room, this.#chat.me)}`;
    worker?.showNotification(title, {
      body: previewOf(message),
      tag: room.id,
      icon: ICON,
      badge: ICON,
      data: { hash: roomHref(room.id) },
    });
  }
}
