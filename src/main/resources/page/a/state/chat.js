import { Connection } from '../net/connection.js';
import { endsIdentity } from '../net/endings.js';
import { Attendance } from './attendance.js';
import { Cursors } from './cursors.js';
import { Directory } from './directory.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';

const LOG_EVENTS = new Set(['message', 'edit', 'delete', 'react']);

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
  #cursors;
  #visible = true;

  directory = new Directory();
  me;
  pod;
  current;
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
    this.#cursors = new Cursors({ tell: (op, fields) => this.#connection.tell(op, fields), timers });
    this.rooms = new Rooms({ ask, outbox, sender: this.#sender, timers, changed });
    this.#connection.addEventListener('hello', ({ detail }) => this.#greeted(detail));
    this.#connection.addEventListener('status', ({ detail }) => this.#status(detail));
    this.#connection.addEventListener('frame', ({ detail }) => this.#hear(detail));
  }

  get status() {
    return this.#connection.status;
  }

  get room() {
    return this.rooms.get(this.current);
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
    this.#visible = visible;
    this.#read();
  }

  /** Turns to a room, whether or not the user belongs to it. */
  enter(id) {
    this.current = id;
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
    this.#renamed(user);
    this.#identity.renamed(user.name);
    this.#changed();
  }

  /** Loads what was said before the first message here. */
  async older() {
    const room = this.room;
    if (!room || room.loading || room.more === false || this.status.kind !== 'open') {
      return;
    }
    room.loading = true;
    this.#changed();
    try {
      const before = room.log.first?.seq ?? room.seq + 1;
      room.older(await this.#connection.ask('history', { room: room.id, before }));
    } catch {
      // Still `more`: the reader's next scroll or the next connection asks again.
    } finally {
      room.loading = false;
      this.#changed();
    }
  }

  async moreRooms() {
    const { cursor } = this.directory;
    this.directory.take(await this.#connection.ask('rooms', { cursor }), true);
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
    this.#watch();
    this.#open();
  }

  async #watch() {
    try {
      this.directory.take(await this.#connection.ask('rooms', { watch: true }));
      this.#changed();
    } catch {
      // Asked again with the next connection.
    }
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

  #hear(frame) {
    if (LOG_EVENTS.has(frame.ev)) {
      this.#heard(frame);
    } else {
      this.#happened(frame);
    }
    this.#changed();
  }

  #heard(event) {
    const room = this.rooms.hear(event);
    if (!room) {
      return;
    }
    if (room.id === this.current && this.#visible) {
      this.#cursors.read(room.id, room.seq);
    } else {
      this.#cursors.received(room.id, room.seq);
      if (event.ev === 'message' && event.from.id !== this.me.id) {
        room.oneMoreUnread();
      }
    }
  }

  #happened(frame) {
    const room = this.rooms.get(frame.room);
    switch (frame.ev) {
      case 'presence':
        this.#presence(room, frame);
        break;
      case 'unread':
        Object.assign(room ?? {}, { unread: frame.unread });
        break;
      case 'room':
        this.#roomChanged(frame);
        break;
      case 'rooms':
        this.#roomsChanged(frame);
        break;
      case 'user':
        this.#renamed(frame);
        break;
      case 'bye':
        this.goingAway = true;
        break;
    }
  }

  #presence(room, frame) {
    if (!room) {
      return;
    }
    const { members } = room;
    room.present(frame);
    const unnamed = !frame.joined?.length && !frame.left?.length;
    if (room.id === this.current && (unnamed || members !== frame.members)) {
      this.#attendance.of(room);
    }
  }

  #roomChanged(frame) {
    if (frame.role === null) {
      this.rooms.remove(frame.room);
      if (frame.room === this.current) {
        this.notice = { code: 'removed', room: frame.room, reason: frame.reason };
      }
      return;
    }
    const room = this.rooms.take(frame);
    if (room.id === this.current) {
      this.#open();
    }
  }

  #roomsChanged(frame) {
    this.directory.hear(frame);
    if (this.directory.outdated) {
      this.#watch();
    }
  }

  #renamed(user) {
    if (user.id === this.me.id) {
      this.me = { ...this.me, name: user.name };
    }
    this.rooms.all.forEach(({ people }) => people.renamed(user));
  }

  /** Fills the open room with what it lacks. */
  #open() {
    const { room } = this;
    if (!room || this.status.kind !== 'open') {
      return;
    }
    if (room.more === undefined) {
      this.older();
    }
    this.#attendance.of(room);
    this.#read();
  }

  #read() {
    const { room } = this;
    if (room && this.#visible) {
      room.unread = 0;
      this.#cursors.read(room.id, room.seq);
    }
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
