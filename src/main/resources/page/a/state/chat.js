import { Connection } from '../net/connection.js';
import { endsIdentity } from '../net/endings.js';
import { Attendance } from './attendance.js';
import { Cursors } from './cursors.js';
import { Directory } from './directory.js';
import { Hearing } from './hearing.js';
import { Reader } from './reader.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';

/**
 * The whole chat as one user sees it: who he is, his rooms, the one that is open, and what he can do.
 *
 * Fires `change` whenever something that can be seen is different. `notice` is the last thing that happened to the user
 * which he has not asked for: `{code, …}`, to be put into words by the page.
 */
export class Chat extends EventTarget {
  #connection;
  #identity;
  #outbox;
  #sender;
  #attendance;
  #reader;
  #hearing;

  me;
  pod;
  notice;
  goingAway = false;

  constructor({ openSocket, identity, outbox, timers, random }) {
    super();
    this.#identity = identity;
    this.#outbox = outbox;
    const greeting = () => ({ ...identity.introduction(), resume: this.rooms.positions() });
    this.#connection = new Connection({ openSocket, greeting, timers, random });
    const ask = (op, fields) => this.#connection.ask(op, fields);
    const changed = () => this.#changed();
    this.#sender = new Sender({ ask, outbox, timers, listener: this.#fates() });
    this.#attendance = new Attendance({ ask, timers, changed });
    this.directory = new Directory({ ask, changed });
    this.rooms = new Rooms({ ask, outbox, sender: this.#sender, timers, changed });
    const cursors = new Cursors({ tell: (op, fields) => this.#connection.tell(op, fields), timers });
    this.#reader = new Reader(this.rooms, cursors);
    this.#hearing = new Hearing({
      rooms: this.rooms,
      directory: this.directory,
      reader: this.#reader,
      attendance: this.#attendance,
      chat: this.#fortunes(),
    });
    this.#listen();
  }

  #listen() {
    this.#connection.addEventListener('hello', ({ detail }) => this.#greeted(detail));
    this.#connection.addEventListener('status', ({ detail }) => this.#status(detail));
    this.#connection.addEventListener('frame', ({ detail }) => {
      this.#hearing.hear(detail, this.me);
      this.#changed();
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

  /** What the user said in a room and nobody has confirmed. */
  waiting(room) {
    return this.#outbox.waiting(room);
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

  /** Turns to a room, whether or not the user belongs to it. */
  enter(id) {
    this.#reader.current = id;
    this.#open();
    this.#changed();
  }

  say(text) {
    this.#outbox.add(this.me?.id, this.current, text);
    this.#sender.wake(this.current);
    this.#changed();
  }

  retry({ cid, room }) {
    this.#outbox.retry(cid, this.me?.id);
    this.#sender.wake(room);
    this.#changed();
  }

  discard({ cid }) {
    this.#outbox.drop(cid);
    this.#changed();
  }

  /** Joins a public room, which makes it if there is none; fails with a Refusal. */
  async join(id) {
    this.rooms.take(await this.#connection.ask('join', { room: id }));
    this.enter(id);
  }

  async leave(id) {
    await this.#connection.ask('leave', { room: id });
    this.rooms.remove(id);
    this.#changed();
  }

  async rename(name) {
    const { user } = await this.#connection.ask('rename', { name });
    this.#hearing.hear({ ev: 'user', ...user }, this.me);
    this.#identity.renamed(user.name);
    this.#changed();
  }

  async morePeople() {
    await this.#attendance.further(this.room);
  }

  dismiss() {
    this.notice = undefined;
    this.#changed();
  }

  #greeted({ user, token, pod, rooms }) {
    const former = this.me;
    Object.assign(this, { me: user, pod, goingAway: false });
    this.#identity.keep(token, user.name);
    this.#outbox.handOver(user.id, { code: 'someone_new', message: 'You are someone new here now' });
    const gone = this.rooms.greeted(rooms);
    if (this.notice?.code === 'stranger') {
      this.notice = { code: 'someone_new', name: user.name };
    } else if (former && gone.includes(this.current)) {
      this.notice = { code: 'removed', room: this.current };
    }
    this.directory.watch();
    this.#open();
  }

  #status({ kind, code }) {
    if (kind !== 'open') {
      this.#sender.pause();
    }
    if (kind === 'ended' && endsIdentity(code) && this.#identity.forget()) {
      this.rooms.forget();
      this.notice = { code: 'stranger' };
      this.#connection.start();
    }
    this.#changed();
  }

  /** Fills the open room with what it lacks. */
  #open() {
    const { room } = this;
    if (!room || this.status.kind !== 'open') {
      return;
    }
    if (room.more === undefined) {
      this.rooms.older(room);
    }
    this.#attendance.of(room);
    this.#reader.read();
  }

  /** What the events say about the user himself. */
  #fortunes() {
    return {
      meRenamed: ({ id, name }) => {
        this.me = { id, name };
      },
      leavingPod: () => {
        this.goingAway = true;
      },
      directoryOutdated: () => this.directory.watch(),
      removed: (room, reason) => {
        if (room === this.current && reason !== 'left') {
          this.notice = { code: 'removed', room, reason };
        }
      },
      added: (room) => {
        if (room === this.room) {
          this.#open();
        }
      },
    };
  }

  #fates() {
    return {
      positionOf: (room) => this.rooms.get(room)?.position,
      stored: ({ text }, { room, id, epoch, seq, at }) => {
        this.rooms.get(room)?.stored({ id, epoch, seq, at, from: this.me, text });
        this.#changed();
      },
      refused: () => this.#changed(),
    };
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
