import { Connection } from './connection.js';
import { sizeOf } from './command.js';
import { Cursors } from './cursors.js';
import { directRoom } from './direct.js';
import { Emitter } from './emitter.js';
import { Outbox, idOf } from './outbox.js';
import { Refusal } from './refusal.js';
import { Rooms } from './rooms.js';
import { Sender } from './sender.js';
import { Typing } from './typing.js';

const LOG = new Set(['message', 'edit', 'delete', 'react']);
/** Events about a room that are not in its log. */
const PASSING = new Set(['presence', 'receipt', 'unread', 'event']);
const ABOUT_NO_ROOM = new Set(['bye', 'rooms', 'user', 'event']);

/**
 * One user's connection to a service, and a client's part of the protocol (protocol.md section 6): it keeps what was sent
 * until the server has stored it, resumes, and sends again what may be lost.
 *
 * Emits
 * - `status`: `{kind: 'connecting' | 'open' | 'waiting' | 'ended', prolonged?, until?, code?, reason?}`,
 * - `hello`: the server's reply, and the ids of the rooms that one is no longer in,
 * - `room`: a room that is new here; `membership`: the server has told of a change to one (and whether it is new),
 * - `message`, `edit`, `delete`, `react`, `state`, …: whatever a room emits, with the room as the last argument,
 * - `bye`, `rooms`, `user`, `event`: the server's events that belong to no room; `announcement`: an operator's
 *   `{text, from}`,
 * - `changed`: after every frame, and whatever else may have changed.
 */
export class Client extends Emitter {
  #connection;
  #identity;
  #outbox;
  #sender;
  #cursors;
  #typing;
  #promises = new Map();
  #keepFailed;
  #timers;
  /** By how much the server's clock is ahead of the device's, in milliseconds. */
  #ahead = 0;

  /** The user and the pod, once the server has said so; the user of last time before that. */
  user;
  pod;
  limits;

  /**
   * @param openSocket creates a WebSocket
   * @param outbox a table for what waits to be stored
   * @param expired gets another token from the issuer: `token => …`; resolves to it, or to `null` if there is none any more
   * @param rejected the token was rejected: resolves to another one, to `null` to come back as a new guest, or to
   *     nothing
   * @param complete whether everything that was missed before a reset is requested; by default, if the epoch has changed
   * @param keepFailed whether what was refused for good stays in the outbox until it is sent again or cancelled
   */
  constructor({ openSocket, identity, outbox, expired, rejected, complete, keepFailed = false, timers, random }) {
    super();
    this.#identity = identity;
    this.#keepFailed = keepFailed;
    this.#timers = timers;
    this.#outbox = new Outbox(outbox, timers.now);
    this.user = identity.last;
    this.#connection = new Connection({
      openSocket,
      hello: () => ({ ...identity.credentials(), resume: this.rooms.positions() }),
      expired: () => this.#expired(expired),
      rejected: () => this.#rejected(rejected),
      blame: (close) => this.#sender.blame(close),
      timers,
      random,
    });
    const request = (op, fields, take) => this.request(op, fields, take);
    const send = (op, fields) => this.#connection.send(op, fields);
    const listener = {
      positionOf: (room) => this.rooms.get(room)?.position,
      stored: (item, answer) => this.#stored(item, answer),
      refused: (item, refusal) => this.#refused(item, refusal),
    };
    this.#sender = new Sender({ request, outbox: this.#outbox, timers, listener });
    this.#cursors = new Cursors({ send, open: () => this.#connection.open, timers });
    this.#typing = new Typing({ send, timers, changed: (room) => this.#typingChanged(room) });
    const me = () => this.user?.id;
    this.rooms = new Rooms({ client: this, request, outbox: this.#outbox, sender: this.#sender, timers, me, complete });
    this.#connection.on('hello', (answer) => this.#greeted(answer));
    this.#connection.on('status', (status) => this.#statusChanged(status));
    this.#connection.on('time', (now) => this.#told(now));
    this.#connection.on('frame', (frame) => {
      this.#dispatch(frame);
      this.emit('changed');
    });
  }

  get status() {
    return this.#connection.status;
  }

  /** The time now by the server's clock, as far as it is known: the times of messages are by this clock. */
  get now() {
    return this.serverTime(this.#timers.now());
  }

  /** What the server's clock showed when the device's showed `at`. */
  serverTime(at) {
    return at + this.#ahead;
  }

  /** Connects, also after an end that forbids to do so by oneself. */
  start() {
    this.#connection.start();
  }

  /** Probes the connection, or tries again at once: the device woke up, or is online again. */
  wake() {
    this.#connection.wake();
  }

  /** Closes the connection; what waits in the outbox stays there. */
  close() {
    this.#connection.close();
  }

  /**
   * Returns a room and joins it, now and whenever the user comes back and is no longer in it. `@<user id>` is the direct
   * conversation with that user, which begins with its first message.
   */
  room(id) {
    return id.startsWith('@') ? this.direct({ id: id.slice(1), name: id }) : this.rooms.want(id);
  }

  /** Returns the direct conversation with a user, whether or not it exists yet; needs to know who one is oneself. */
  direct(user) {
    if (!this.user) {
      throw new Error('Expected to be connected once before a direct conversation is opened: await the event "hello"');
    }
    return this.rooms.addProvisional(directRoom(this.user.id, user.id), { online: false, ...user });
  }

  /**
   * Any command of protocol.md section 4. Resolves to the `ok` of its reply, or to what `take` makes of it before any later
   * frame is read; rejects with a Refusal; is not sent again. One beyond the server's limit would end the connection: it
   * is refused here.
   */
  async request(op, fields, take) {
    const size = sizeOf(fields);
    const most = this.limits?.frameSize;
    if (size > most) {
      throw new Refusal({ code: 'too_large', message: `Expected a command of at most ${most} bytes (limits.frameSize), got ${size}` });
    }
    return this.#connection.request(op, fields, take);
  }

  /** Joins a public room, which is created if it does not exist, or shows a direct one again. Returns it. */
  join(room) {
    return this.request('join', { room }, (state) => this.rooms.applyState(state));
  }

  /** Creates a room that the user owns: `{title, kind: 'public' | 'private', room?, members?: [user id…]}`. */
  create({ title, kind, room, members }) {
    const fields = { title, kind, ...(room && { room }), ...(members?.length && { members }) };
    return this.request('create', fields, (state) => this.rooms.applyState(state));
  }

  /** Blocks a user, or no longer. */
  async block(user, on = true) {
    await this.request(on ? 'block' : 'unblock', { user });
  }

  /** Changes one's name. */
  async rename(name) {
    const { user } = await this.request('rename', { name });
    this.#identity.renamed(user.name);
    this.#dispatch({ ev: 'user', ...user });
    this.emit('changed');
    return user;
  }

  /** Renews the token on the open connection, before it expires: with one of the same user. */
  async renew(token) {
    const { token: fresh, user } = await this.request('hello', { token });
    this.#identity.save(fresh ?? token, user);
    if (user.name !== this.user.name) {
      this.#dispatch({ ev: 'user', ...user });
      this.emit('changed');
    }
  }

  /** Puts an item into the outbox, as it is now; see [Room]. Throws if it is no JSON, or if the store is full. */
  add(room, op, fields) {
    const item = this.#outbox.add(this.user?.id, room, op, JSON.parse(JSON.stringify(fields)));
    const { cid } = item;
    const promise = new Promise((resolve, reject) => this.#promises.set(cid, { resolve, reject }));
    // Whoever does not look at the outcome is not punished for it: `failed` tells, too.
    promise.catch(() => {});
    if (op === 'send') {
      this.#typing.sent(room);
    }
    this.#sender.wake(room);
    this.emit('changed');
    return Object.assign(promise, { cid, cancel: () => this.cancel(cid) });
  }

  /** Whether anything waits to be stored. */
  get waits() {
    return this.#outbox.rooms().size > 0;
  }

  /** What waits to be stored in a room, in order, with its `state` and the `id` it will have. */
  waiting(room) {
    return this.#outbox.waiting(room).map((item) => ({ ...item, id: idOf(item) }));
  }

  /** Takes an item back. Returns whether it was still there. */
  cancel(cid) {
    const item = this.#outbox.get(cid);
    if (!item || item.state === 'stored') {
      return false;
    }
    this.#outbox.drop(cid);
    this.#sender.forget(cid);
    this.#settle(cid, ({ reject }) => reject(Refusal.cancelled(item.state === 'unknown')));
    this.emit('changed');
    return true;
  }

  /** Puts back an item that was taken back, as it was; nobody is told of its outcome but by `stored` and `failed`. */
  restore(item) {
    this.#outbox.restore(item);
    this.#sender.wake(item.room);
    this.emit('changed');
  }

  /** Sends a failed item again, as the current user. */
  retry(cid) {
    this.#outbox.retry(cid, this.user?.id);
    this.#sender.wake(this.#outbox.get(cid)?.room);
    this.emit('changed');
  }

  /** Adopts items that another client of this user left behind in the same outbox. */
  adopt(items) {
    this.#outbox.adopt(items);
    items.filter(({ state, from }) => state === 'unknown' && from).forEach(({ room, from }) => this.rooms.verify(room, from));
    new Set(items.map(({ room }) => room)).forEach((room) => this.#sender.wake(room));
    this.emit('changed');
  }

  /** An entry that the server has: if it is one's own, its item is stored. */
  confirm({ id, epoch, seq, at }) {
    this.#confirmed({ room: undefined, id, epoch, seq, at, duplicate: false });
  }

  #confirmed(answer) {
    const item = this.#outbox.stored(answer.id, answer);
    if (item) {
      const stored = { ...answer, room: answer.room ?? item.room };
      this.#sender.forget(item.cid);
      this.#settle(item.cid, ({ resolve }) => resolve(stored));
      this.rooms.get(item.room)?.emit('stored', item, stored);
    }
  }

  history(room, fields) {
    return this.rooms.history(room, fields);
  }

  read(room, seq) {
    this.#cursors.read(room, seq);
  }

  type(room, on) {
    if (on) {
      this.#typing.start(room);
    } else {
      this.#typing.stop(room);
    }
  }

  /** The user is typing nowhere any more. */
  stopTyping() {
    this.#typing.stop();
  }

  typists(room) {
    return this.#typing.in(room);
  }

  /** The user is no longer in a room. */
  forget(room, reason) {
    this.rooms.remove(room, reason);
    this.emit('changed');
  }

  #greeted(answer) {
    const { user, token, pod, limits, rooms, now } = answer;
    this.#told(now);
    Object.assign(this, { user, pod, limits });
    this.#identity.save(token, user);
    const refusal = new Refusal({ code: 'someone_new', message: 'You are someone new here now' });
    this.#outbox.userChanged(user.id, refusal).forEach((item) => this.#refused(item, refusal));
    this.emit('hello', answer, this.rooms.reconcile(rooms));
  }

  #told(now) {
    if (Number.isFinite(now)) {
      this.#ahead = now - this.#timers.now();
    }
  }

  #statusChanged(status) {
    if (status.kind === 'open') {
      this.#cursors.flush();
    } else {
      this.#sender.pause();
      this.#typing.forget();
    }
    this.emit('status', status);
    this.emit('changed');
  }

  async #expired(expired) {
    const token = await expired?.();
    if (token) {
      this.#identity.use({ token });
    }
    return token;
  }

  async #rejected(rejected) {
    const token = this.#identity.forget() ? await rejected?.() : undefined;
    if (token) {
      this.#identity.use({ token });
      return 'token';
    }
    return token === null ? 'guest' : undefined;
  }

  #dispatch(frame) {
    const room = this.rooms.get(frame.room);
    if (LOG.has(frame.ev)) {
      this.rooms.applyEvent(frame);
      this.#received(room, frame);
    } else if (frame.ev === 'room') {
      this.#roomChanged(frame);
    } else if (frame.ev === 'typing') {
      this.#typing.update(frame);
      this.#typingChanged(frame.room);
    } else if (room && PASSING.has(frame.ev)) {
      room.applyPassing(frame);
    } else if (frame.room === undefined && ABOUT_NO_ROOM.has(frame.ev)) {
      this.#userChanged(frame);
      this.emit(frame.ev, frame);
      this.#announce(frame);
    }
  }

  /** The events of a room have arrived up to its position. */
  received({ id, seq }) {
    this.#cursors.received(id, seq);
  }

  #received(room, { from }) {
    if (room) {
      this.received(room);
      this.#typing.messageReceived(room.id, from.id);
    }
  }

  #roomChanged(frame) {
    if (frame.role === null) {
      this.rooms.remove(frame.room, frame.reason);
      return;
    }
    const former = this.rooms.get(frame.room);
    const isNew = !former || former.provisional;
    this.emit('membership', this.rooms.applyState(frame), isNew);
  }

  #userChanged({ ev, id, name }) {
    if (ev === 'user') {
      this.rooms.all.forEach((room) => room.renamed({ id, name }));
      this.user = id === this.user.id ? { id, name } : this.user;
    }
  }

  /** Of the events to everyone only this one has a name and data that the server itself defines. */
  #announce({ ev, name, data, from }) {
    if (ev === 'event' && name === 'announcement' && typeof data?.text === 'string') {
      this.emit('announcement', { text: data.text, from });
    }
  }

  #typingChanged(id) {
    this.rooms.get(id)?.emit('typing', this.#typing.in(id));
    this.emit('changed');
  }

  #stored(item, answer) {
    const room = this.rooms.get(answer.room);
    if (item.to === 'others') {
      room?.fill(messageOf(item, answer, this.user), this.user.id);
    }
    this.#confirmed(answer);
    this.emit('changed');
  }

  #refused(item, refusal) {
    if (!this.#keepFailed) {
      this.#outbox.drop(item.cid);
    }
    this.#settle(item.cid, ({ reject }) => reject(refusal));
    this.rooms.get(item.room)?.emit('failed', item, refusal);
    this.emit('changed');
  }

  #settle(cid, act) {
    const promise = this.#promises.get(cid);
    this.#promises.delete(cid);
    if (promise) {
      act(promise);
    }
  }
}

function messageOf({ text, data, reply, mentions }, { room, id, epoch, seq, at }, from) {
  return { ev: 'message', room, epoch, seq, id, from, at, text, data, reply, mentions };
}
