import { Connection } from '../net/connection.js';
import { endsIdentity } from '../net/endings.js';
import { Attendance } from './attendance.js';
import { Cursors } from './cursors.js';
import { peerIn } from './direct.js';
import { Directory } from './directory.js';
import { fatesOf } from './fates.js';
import { fortunesOf } from './fortunes.js';
import { Groups } from './groups.js';
import { Hearing } from './hearing.js';
import { Previews } from './previews.js';
import { Reader } from './reader.js';
import { Receipts } from './receipts.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';
import { Talk } from './talk.js';
import { Typing } from './typing.js';

/** Pages that are loaded so that whoever enters a room finds where the unread begins. */
const MOST_PAGES = 2;

/**
 * The whole chat as one user sees it: who he is, his rooms, the one that is open, and what he can do.
 *
 * Fires `change` whenever something that can be seen is different, and `spoken` (`{room, message, mentioned}`) when
 * somebody else said something. `notice` is the last thing that happened to the user which he has not asked for:
 * `{code, …}`, to be put into words by the page.
 */
export class Chat extends EventTarget {
  #connection;
  #identity;
  #outbox;
  #album;
  #sender;
  #attendance;
  #previews;
  #reader;
  #hearing;

  me;
  pod;
  limits;
  notice;
  goingAway = false;
  /** The browser says that there is no network at all. */
  offline = false;

  /**
   * @param outbox what waits to be said
   * @param elsewhere gives what waits in other tabs of this browser
   * @param album the rooms as they were last seen
   * @param blocked remembers whom this browser has blocked
   */
  constructor({ openSocket, identity, outbox, elsewhere = () => [], album, blocked, timers, random }) {
    super();
    this.#identity = identity;
    this.#outbox = outbox;
    this.#album = album;
    const greeting = () => ({ ...identity.introduction(), resume: this.rooms.positions() });
    this.#connection = new Connection({ openSocket, greeting, timers, random });
    const ask = (op, fields) => this.#connection.ask(op, fields);
    const tell = (op, fields) => this.#connection.tell(op, fields);
    const changed = () => this.changed();
    const me = () => this.me;
    this.#sender = new Sender({ ask, outbox, timers, listener: fatesOf(this, outbox) });
    this.#attendance = new Attendance({ ask, timers, changed });
    this.directory = new Directory({ ask, changed });
    this.rooms = new Rooms({ ask, outbox, sender: this.#sender, timers, changed, me: () => this.me?.id });
    this.#previews = new Previews(this.rooms);
    this.typing = new Typing({ tell, timers, changed });
    this.receipts = new Receipts({ ask, changed });
    this.talk = new Talk({ outbox, elsewhere, sender: this.#sender, typing: this.typing, me, changed });
    this.groups = new Groups({ ask, rooms: this.rooms, attendance: this.#attendance, shelf: blocked, me, changed });
    this.#reader = new Reader(this.rooms, new Cursors({ tell, timers }));
    this.#hearing = new Hearing({
      rooms: this.rooms,
      directory: this.directory,
      reader: this.#reader,
      attendance: this.#attendance,
      typing: this.typing,
      receipts: this.receipts,
      chat: fortunesOf(this, { open: () => this.#open(), album }),
    });
    this.#listen();
    this.#remember();
  }

  #listen() {
    this.#connection.addEventListener('hello', ({ detail }) => this.#greeted(detail));
    this.#connection.addEventListener('status', ({ detail }) => this.#status(detail));
    this.#connection.addEventListener('frame', ({ detail }) => {
      this.#hearing.hear(detail, this.me);
      this.changed();
    });
  }

  get status() {
    return this.#connection.status;
  }

  /** The id of the room that is open, whether or not the user belongs to it. */
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

  /** Whether the user can see the page: only what is seen counts as read. */
  set visible(visible) {
    this.#reader.visible = visible;
  }

  /** Whether the newest message of the open room is on the screen. */
  set atEnd(atEnd) {
    this.#reader.atEnd = atEnd;
  }

  /** Turns to a room, whether or not the user belongs to it. */
  enter(id) {
    this.typing.stops();
    this.#reader.enter(id);
    this.#imagine();
    this.#open();
    this.changed();
  }

  /** Takes over what another tab of this browser has left. */
  inherit(items) {
    this.#outbox.inherit(items);
    const unknown = items.filter(({ state, from }) => state === 'unknown' && from);
    unknown.forEach(({ room, from }) => this.rooms.verify(room, from));
    new Set(items.map(({ room }) => room)).forEach((room) => this.#sender.wake(room));
    this.changed();
  }

  async rename(name) {
    const { user } = await this.#connection.ask('rename', { name });
    this.#hearing.hear({ ev: 'user', ...user }, this.me);
    this.#identity.renamed(user.name);
    this.changed();
  }

  async morePeople() {
    await this.#attendance.further(this.room);
  }

  tell(notice) {
    this.notice = notice;
    this.changed();
  }

  dismiss() {
    this.tell(undefined);
  }

  changed() {
    this.rooms.all.forEach((room) => room.changes() && this.#album.note(room, this.me?.id));
    this.dispatchEvent(new Event('change'));
  }

  /** Who the user was and where he talked, before anybody is asked. */
  #remember() {
    this.me = this.#identity.last;
    if (this.me) {
      this.rooms.restore(this.#album.of(this.me.id));
    }
  }

  #greeted({ user, token, pod, limits, rooms }) {
    const former = this.me;
    Object.assign(this, { me: user, pod, limits, goingAway: false });
    this.#identity.keep(token, user);
    this.#outbox.handOver(user.id, { code: 'someone_new', message: 'You are someone new here now' });
    const gone = this.rooms.greeted(rooms);
    gone.forEach((id) => this.#album.drop(id));
    if (this.notice?.code === 'stranger') {
      this.notice = { code: 'someone_new', name: user.name };
    } else if (former && gone.includes(this.current)) {
      this.notice = { code: 'removed', room: this.current };
    }
    this.directory.watch();
    this.#imagine();
    this.#open().then(() => this.#previews.fill());
  }

  #status({ kind, code }) {
    if (kind !== 'open') {
      this.#sender.pause();
      this.typing.forget();
    }
    if (kind === 'ended' && endsIdentity(code) && this.#identity.forget()) {
      this.rooms.forget();
      this.#album.of(undefined);
      this.notice = { code: 'stranger' };
      this.#connection.start();
    }
    this.changed();
  }

  /** An address may lead to a conversation that is not begun. */
  #imagine() {
    const peer = this.me && !this.room && this.current && peerIn(this.current, this.me.id);
    if (peer) {
      this.groups.direct(peer === this.me.id ? this.me : { id: peer });
    }
  }

  /** Fills the open room with what it lacks. */
  async #open() {
    const { room } = this;
    if (!room || room.imagined || this.status.kind !== 'open') {
      return;
    }
    this.#attendance.of(room);
    this.#reader.read();
    for (let page = 0; page < MOST_PAGES && room.lacksUnread && (await this.rooms.older(room)); ) {
      page += 1;
    }
    await this.receipts.refresh(room, this.me.id);
  }
}
