import { titleOf } from './conversation.js';
import { previewOf } from './message.js';
import { roomHref } from './route.js';
import { attempt } from './storage.js';
import { VisibleTabs } from './visible-tabs.js';

const ICON = 'icons/icon-192.png';
/** A lock that a tab holds while it shows a notification, so that another one does not show the same. */
const LOCK = 'parley.notifying';

/**
 * Shows system notifications for direct messages, groups and mentions while the user can see no tab of this browser, one
 * for each room, and closes them once the room has been read, here or on another device. It asks for permission only when
 * the user turns them on. Fires `change` when `banner` or `on` may have changed.
 */
export class Notifier extends EventTarget {
  #chat;
  #settings;
  #locks = attempt(() => navigator.locks);
  #workers = attempt(() => navigator.serviceWorker);
  #tabs = new VisibleTabs(this.#locks);
  #unread = new Set();
  #connected = false;
  /** Whether there was a reason to offer them. */
  #wanted = false;
  /** Whether the browser has refused them just now. */
  #refused = false;

  constructor(chat, settings) {
    super();
    this.#chat = chat;
    this.#settings = settings;
    chat.addEventListener('incoming', ({ detail }) => this.#incoming(detail));
    chat.addEventListener('wrote', () => this.#offer());
    chat.addEventListener('change', () => this.#closeRead());
    addEventListener('storage', () => this.#decidedElsewhere());
    this.#followPermission();
  }

  /** Whether the browser has notifications at all; on an iPhone only installed pages do. */
  get supported() {
    return Boolean(globalThis.Notification && this.#workers);
  }

  get denied() {
    return this.supported && Notification.permission === 'denied';
  }

  get on() {
    return this.#settings.notify && this.supported && Notification.permission === 'granted';
  }

  /** What the user should be told above the conversation: an `offer` at a fitting moment, or that they are `blocked`. */
  get banner() {
    // The page asks at each drawing, and the browser answers `permission` slowly: what costs nothing goes first.
    if ((this.#refused || this.#settings.notify) && this.denied) {
      return 'blocked';
    }
    return this.#wanted && !this.#settings.notifyOffered && this.supported && !this.denied && !this.on ? 'offer' : undefined;
  }

  /** Must be called from a user gesture. */
  async choose(on) {
    const permission = on ? await Notification.requestPermission() : 'default';
    this.#refused = permission === 'denied';
    const decided = !on || permission !== 'default';
    this.#settings.set({ notify: permission === 'granted', ...(decided && { notifyOffered: true }) });
  }

  /** The offer, or what is said instead, does not come back. */
  decline() {
    this.#refused = false;
    this.#settings.set({ notify: false, notifyOffered: true });
  }

  #offer() {
    if (!this.#wanted) {
      this.#wanted = true;
      this.dispatchEvent(new Event('change'));
    }
  }

  async #incoming({ room, message, mentioned }) {
    const { notifiesOf } = room;
    if (!document.hidden || notifiesOf === 'none' || (notifiesOf === 'mentions' && !mentioned)) {
      return;
    }
    this.#offer();
    if (this.on) {
      await this.#alone(() => this.#notify(room, message));
    }
  }

  async #notify(room, message) {
    const worker = await this.#worker();
    if (!worker || (await this.#tabs.any())) {
      return;
    }
    const shown = await worker.getNotifications({ tag: room.id });
    if (room.unread === 0 || shown.some(({ data }) => data?.seq >= message.seq)) {
      return;
    }
    const title = room.direct ? titleOf(room, this.#chat.me) : `${room.label(message.from)} · ${titleOf(room, this.#chat.me)}`;
    await worker.showNotification(title, {
      body: previewOf(message),
      tag: room.id,
      renotify: true,
      timestamp: message.at,
      icon: ICON,
      badge: ICON,
      data: { hash: roomHref(room.id), seq: message.seq },
    });
    if (room.unread === 0) {
      await this.#close((tag) => tag === room.id);
    }
  }

  /** One tab at a time, in browsers that have Web Locks. */
  async #alone(act) {
    await (this.#locks ? this.#locks.request(LOCK, act) : act());
  }

  /** What was read while there was no connection is known as soon as there is one. */
  #closeRead() {
    const { rooms, status } = this.#chat;
    const unread = new Set(rooms.all.filter((room) => room.unread > 0).map(({ id }) => id));
    const read = [...this.#unread].some((id) => !unread.has(id));
    const connected = status.kind === 'open';
    if (read || (connected && !this.#connected)) {
      this.#close((tag) => !unread.has(tag));
    }
    this.#unread = unread;
    this.#connected = connected;
  }

  async #close(which) {
    const worker = await this.#worker();
    const shown = (await worker?.getNotifications?.()) ?? [];
    shown.filter(({ tag }) => which(tag)).forEach((notification) => notification.close());
  }

  /** The worker that shows notifications, unless the browser has or allows none. */
  async #worker() {
    try {
      return this.supported ? await this.#workers.getRegistration() : undefined;
    } catch {
      return undefined;
    }
  }

  /** What another tab has offered need not be offered here. */
  #decidedElsewhere() {
    this.#settings.reload();
    this.dispatchEvent(new Event('change'));
  }

  /** The user may change their mind in the browser's own settings. */
  async #followPermission() {
    try {
      const permission = await navigator.permissions.query({ name: 'notifications' });
      permission.onchange = () => this.dispatchEvent(new Event('change'));
    } catch {
      // This browser does not tell; the next drawing shows it.
    }
  }
}
