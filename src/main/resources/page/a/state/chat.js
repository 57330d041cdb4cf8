import { rejectsIdentity } from '../net/close-codes.js';
import { Connection } from '../net/connection.js';
import { Cursors } from './cursors.js';
import { Directory } from './directory.js';
import { EventDispatcher } from './event-dispatcher.js';
import { Groups } from './groups.js';
import { MemberLoader } from './member-loader.js';
import { MessageActions } from './message-actions.js';
import { outboxListener } from './outbox-listener.js';
import { Reader } from './reader.js';
import { Receipts } from './receipts.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';
import { SessionSetup } from './session-setup.js';
import { Typing } from './typing.js';
import { userEvents } from './user-events.js';

/**
 * The chat as one user sees it: the user, their rooms, the open room, and everything they can do.
 *
 * Fires `change` whenever something visible has changed, and `incoming` (`{room, message, mentioned}`) when someone
 * else sends a message. `notice` is the last thing that happened to the user without their doing: `{code, …}`, which
 * the page turns into text.
 */
export class Chat extends EventTarget {
  #connection;
  #identity;
  #outbox;
  #roomCache;
  #sender;
  #memberLoader;
  #reader;
  #dispatcher;
  #setup;

  me;
  pod;
  limits;
  notice;
  /** The latest announcement by an operator (`{text, name}`), until it is dismissed. */
  announcement;
  goingAway = false;
  /** Whether the browser reports that there is no network. */
  offline = false;

  /**
   * @param outbox messages and changes that wait to be sent
   * @param otherTabs returns what waits in other tabs of this browser
   * @param roomCache the rooms as they were last seen
   * @param blocked remembers whom this browser has blocked
   */
  constructor({ openSocket, identity, outbox, otherTabs = () => [], roomCache, blocked, timers, random }) {
    super();
    this.#identity = identity;
    this.#outbox = outbox;
    this.#roomCache = roomCache;
    const hello = () => ({ ...identity.credentials(), resume: this.rooms.positions() });
    this.#connection = new Connection({ openSocket, hello, timers, random });
    const request = (op, fields) => this.#connection.request(op, fields);
    const send = (op, fields) => this.#connection.send(op, fields);
    const changed = () => this.changed();
    const me = () => this.me;
    this.#sender = new Sender({ request, outbox, timers, listener: outboxListener(this, outbox) });
    this.#memberLoader = new MemberLoader({ request, timers, changed });
    this.directory = new Directory({ request, changed });
    this.rooms = new Rooms({ request, outbox, sender: this.#sender, timers, changed, me: () => this.me?.id });
    this.typing = new Typing({ send, timers, changed });
    this.receipts = new Receipts({ request, changed });
    this.messages = new MessageActions({ outbox, otherTabs, sender: this.#sender, typing: this.typing, me, changed });
    this.groups = new Groups({ request, rooms: this.rooms, memberLoader: this.#memberLoader, store: blocked, me, changed });
    this.#reader = new Reader(this.rooms, new Cursors({ send, timers }));
    this.#setup = new SessionSetup(this, { identity, outbox, roomCache, memberLoader: this.#memberLoader, reader: this.#reader });
    this.#dispatcher = new EventDispatcher({
      rooms: this.rooms,
      directory: this.directory,
      reader: this.#reader,
      memberLoader: this.#memberLoader,
      typing: this.typing,
      receipts: this.receipts,
      handlers: userEvents(this, { loadRoom: () => this.#setup.loadRoom(), roomCache }),
    });
    this.#setup.restore();
    this.#listen();
  }

  #listen() {
    this.#connection.addEventListener('hello', ({ detail }) => this.#setup.helloReceived(detail));
    this.#connection.addEventListener('status', ({ detail }) => this.#status(detail));
    this.#connection.addEventListener('frame', ({ detail }) => {
      this.#dispatcher.dispatch(detail, this.me);
      this.changed();
    });
  }

  get status() {
    return this.#connection.status;
  }

  /** The id of the open room, whether or not the user is a member. */
  get current() {
    return this.#reader.current;
  }

  get room() {
    return this.#reader.room;
  }

  start() {
    this.#connection.start();
  }

  wake() {
    this.#connection.wake();
  }

  /** Whether the user can see the page: a message counts as read only if they can. */
  set visible(visible) {
    this.#reader.visible = visible;
  }

  /** Whether the newest message of the open room is on the screen. */
  set atEnd(atEnd) {
    this.#reader.atEnd = atEnd;
  }

  /** Opens a room, whether or not the user is a member. */
  enter(id) {
    this.typing.stop();
    this.#reader.enter(id);
    this.#setup.roomChanged();
    this.changed();
  }

  /** Adopts the outbox items that another tab of this browser left behind. */
  adopt(items) {
    this.#outbox.adopt(items);
    const unknown = items.filter(({ state, from }) => state === 'unknown' && from);
    unknown.forEach(({ room, from }) => this.rooms.verify(room, from));
    new Set(items.map(({ room }) => room)).forEach((room) => this.#sender.wake(room));
    this.changed();
  }

  async rename(name) {
    const { user } = await this.#connection.request('rename', { name });
    this.#dispatcher.dispatch({ ev: 'user', ...user }, this.me);
    this.#identity.renamed(user.name);
    this.changed();
  }

  async morePeople() {
    await this.#memberLoader.loadMore(this.room);
  }

  notify(notice) {
    this.notice = notice;
    this.changed();
  }

  dismissAnnouncement() {
    this.announcement = undefined;
    this.changed();
  }

  dismiss() {
    this.notify(undefined);
  }

  changed() {
    this.rooms.all.forEach((room) => room.hasChanged() && this.#roomCache.schedule(room, this.me?.id));
    this.dispatchEvent(new Event('change'));
  }

  #status({ kind, code }) {
    if (kind !== 'open') {
      this.#sender.pause();
      this.typing.forget();
    }
    if (kind === 'ended' && rejectsIdentity(code)) {
      this.#setup.identityRejected(() => this.#connection.start());
    }
    this.changed();
  }
}
