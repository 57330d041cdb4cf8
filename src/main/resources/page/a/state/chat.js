import { Connection } from '../net/connection.js';
import { endsIdentity } from '../net/endings.js';
import { Attendance } from './attendance.js';
import { Cursors } from './cursors.js';
import { Directory } from './directory.js';
import { Entrance } from './entrance.js';
import { fatesOf } from './fates.js';
import { fortunesOf } from './fortunes.js';
import { Groups } from './groups.js';
import { Hearing } from './hearing.js';
import { Reader } from './reader.js';
import { Receipts } from './receipts.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';
import { Talk } from './talk.js';
import { Typing } from './typing.js';

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
  #reader;
  #hearing;
  #entrance;

  me;
  pod;
  limits;
  notice;
  /** What the operators told everybody last (`{text, name}`), until it is put away. */
  announcement;
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
    this.typing = new Typing({ tell, timers, changed });
    this.receipts = new Receipts({ ask, changed });
    this.talk = new Talk({ outbox, elsewhere, sender: this.#sender, typing: this.typing, me, changed });
    this.groups = new Groups({ ask, rooms: this.rooms, attendance: this.#attendance, shelf: blocked, me, changed });
    this.#reader = new Reader(this.rooms, new Cursors({ tell, timers }));
    this.#entrance = new Entrance(this, { identity, outbox, album, attendance: this.#attendance, reader: this.#reader });
    this.#hearing = new Hearing({
      rooms: this.rooms,
      directory: this.directory,
      reader: this.#reader,
      attendance: this.#attendance,
      typing: this.typing,
      receipts: this.receipts,
      chat: fortunesOf(this, { open: () => this.#entrance.open(), album }),
    });
    this.#entrance.remember();
    this.#listen();
  }

  #listen() {
    this.#connection.addEventListener('hello', ({ detail }) => this.#entrance.greeted(detail));
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
    this.#entrance.entered();
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

  putAway() {
    this.announcement = undefined;
    this.changed();
  }

  dismiss() {
    this.tell(undefined);
  }

  changed() {
    this.rooms.all.forEach((room) => room.changes() && this.#album.note(room, this.me?.id));
    this.dispatchEvent(new Event('change'));
  }

  #status({ kind, code }) {
    if (kind !== 'open') {
      this.#sender.pause();
      this.typing.forget();
    }
    if (kind === 'ended' && endsIdentity(code)) {
      this.#entrance.refused(() => this.#connection.start());
    }
    this.changed();
  }
}
