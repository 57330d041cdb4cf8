import { Emitter } from './emitter.js';

const MAX_UNREAD = 100;
/** How many of the latest entries are remembered by id, so that one that was stored anew is not shown twice. */
const REMEMBERED = 2_000;

/**
 * One room: what the server says about it (`title`, `kind`, `role`, `online`, `unread`, …), its position in the log
 * (`epoch` and `seq`, from which to resume), and everything one does there. A direct room that does not exist yet is
 * `provisional`.
 *
 * Emits, in the order of the log and each once:
 * - `message`, `edit`, `delete`, `react`: the event of protocol.md section 5, and `{replay, own}`. `replay` is true for
 *   what was missed and is caught up on;
 * - `moved`: an entry that was emitted before has a new position, because the store had lost it;
 * - `state`: a room state. After `fresh` and `reset` it holds the newest messages: a view starts again from these. What
 *   was missed before a `reset` comes as `message` after it, as far as it was not emitted before;
 * - `presence`, `unread`, `receipt`, `event`: the event; `typing`: the users who are typing;
 * - `stored` and `failed`: an item of the outbox, and the reply or the refusal;
 * - `left`: one is no longer in the room (`{reason}`); `error`: joining was refused.
 */
export class Room extends Emitter {
  #client;
  #seen = new Set();
  #filled = new Map();
  /** What is known about messages that are being looked for after a reset: `{from, after, head, events}`. */
  #missing;
  epoch;
  seq;
  title;
  kind;
  role;
  with;
  at = 0;
  /** How many belong to the room, and how many of these are online. */
  size = 0;
  online = 0;
  /** The read cursor, and how many messages above it are unread. */
  readTo = 0;
  unread = 0;
  mentions = 0;
  /** The seq of the first message that the user has marked as unread; `undefined` without a mark. */
  mark;
  /** What of it they want to be notified of: `all`, `mentions` or `none`; `undefined` until they choose. */
  notifyLevel;
  /** What it is about; '' if nothing is said. */
  topic = '';
  /** Who may write: `members`, or `moderators` and owners only. */
  write = 'members';
  /** Until when the user is muted here, by the server's clock; 0 without an end, `undefined` if they are not. */
  muted;
  provisional = false;
  joined = false;
  catchingUp = false;

  constructor(client, id) {
    super();
    this.#client = client;
    this.id = id;
    this.title = id;
  }

  /** Tells the listeners of this room, then those of the client. */
  emit(type, ...details) {
    super.emit(type, ...details);
    this.#client.emit(type, ...details, this);
  }

  /** Goes on from a position that was kept; the next `hello` resumes from there. */
  restore({ epoch, seq, ...facts }, ids = []) {
    Object.assign(this, { epoch, seq }, facts);
    ids.forEach((id) => this.#remember(id));
  }

  /** The ids of the latest messages, at most `count`. */
  latest(count) {
    return [...this.#seen].slice(-count);
  }

  /** Up to where everything was emitted. */
  get position() {
    const { epoch, seq } = this.#missing?.from ?? this;
    return epoch === undefined ? undefined : { room: this.id, epoch, seq };
  }

  get missing() {
    return this.#missing;
  }

  get direct() {
    return this.kind === 'direct';
  }

  /** Whether the user may moderate members. */
  get canModerate() {
    return this.role === 'moderator' || this.role === 'owner';
  }

  /** Whether the user may send, edit, emit and type here, unless they are muted. */
  get canWrite() {
    return this.write !== 'moderators' || this.canModerate;
  }

  /**
   * Sends a message: a text, or `{text, data, reply, of, mentions, to}` (protocol.md section 4). It waits in the outbox
   * until the server has stored it; then the promise resolves to `{room, id, epoch, seq, at, duplicate}`. It rejects with
   * a Refusal. `promise.cid` names the item, and `promise.cancel()` takes it back.
   */
  send(message) {
    if (typeof message !== 'string' && (typeof message !== 'object' || message === null)) {
      throw new TypeError(`Expected a text or { text, data, … }, got ${message === null ? null : typeof message}`);
    }
    const { of: answered, ...fields } = typeof message === 'string' ? { text: message } : message;
    return this.#client.add(this.id, 'send', { ...fields, ...(answered && { answered }) });
  }

  /** Changes a message of one's own. `message` is the message or its id; the same for `delete` and `react`. */
  edit(message, text) {
    return this.#change('edit', message, { text });
  }

  delete(message) {
    return this.#change('delete', message, {});
  }

  react(message, emoji, on = true) {
    return this.#change('react', message, { emoji, on });
  }

  /** What the server has not confirmed yet, in order; each may be taken back with [cancel]. */
  get waiting() {
    return this.#client.waiting(this.id);
  }

  /** Takes back what waits. Returns whether there was anything; it may be stored nevertheless if it was under way. */
  cancel(cid) {
    return this.#client.cancel(cid);
  }

  /** Tells the others that the user is typing; call it at each key. It ends by itself after a pause or a message. */
  typing(on = true) {
    this.#client.type(this.id, on);
  }

  /** Everything up to `seq` (by default: all) was seen. `received` is sent by itself. */
  read(seq = this.seq) {
    if (seq === undefined) {
      return;
    }
    if (seq === this.seq) {
      Object.assign(this, { unread: 0, mentions: 0 });
    }
    this.readTo = Math.max(this.readTo, seq);
    this.#client.read(this.id, seq);
  }

  /** A page of messages as they are now: `{messages, more}`, `before` or `after` a seq, else the newest. */
  history(fields = {}) {
    return this.#client.history(this.id, fields);
  }

  /** A page of members: all, those whose names have a word that begins with `query`, or `only` the muted or banned. */
  members(fields = {}) {
    return this.request('members', fields);
  }

  receipts(seq) {
    return this.request('receipts', { seq });
  }

  /** A page of those who have put the emoji on the message at `seq`: `{users, cursor}`. */
  reactors(seq, emoji, cursor) {
    return this.request('reactors', { seq, emoji, ...(cursor && { cursor }) });
  }

  /** Marks the room as unread from the message at `seq` on, for the user alone; without one unmarks it. */
  async markUnread(seq) {
    await this.request('mark', { seq: seq ?? null });
    this.mark = seq === undefined ? undefined : Math.min(seq, this.seq ?? seq);
    this.emit('marked', this.mark);
  }

  /** What of the room the user wants to be notified of: `all`, `mentions` or `none`. */
  async notify(level) {
    await this.request('notify', { level });
    this.notifyLevel = level;
    this.emit('notify', level);
  }

  /** Sends an event that is not stored: `to` is `room` or `others`. */
  emitEvent(name, data, to = 'room') {
    return this.request('emit', { name, data, to });
  }

  async retitle(title) {
    await this.request('title', { title });
  }

  /** Changes its title, who may write (`members` or `moderators`), or both at once. */
  async set({ title, write }) {
    await this.request('set', { title, write });
  }

  /** Says what the room is about. */
  async changeTopic(topic) {
    await this.request('topic', { topic });
  }

  /**
   * `verb` is one of `invite`, `kick`, `ban`, `unban`, `mute`, `unmute`, `promote`, `demote`; `span`, of a ban or a mute,
   * is in milliseconds.
   */
  async moderate(verb, user, span) {
    await this.request(verb, { user, ...(span && { for: span }) });
  }

  /** Any command of protocol.md section 4 about this room. Rejects with a Refusal; is not sent again. */
  request(op, fields = {}) {
    return this.#client.request(op, { room: this.id, ...fields });
  }

  async leave() {
    await this.request('leave');
    this.#client.forget(this.id, 'left');
  }

  /**
   * Applies a room state. After a reset that left something out, `missing` says what has to be requested: if `complete`,
   * or by default if the epoch has changed. Returns the entries that came with it, or `undefined` if it has only counts
   * and the log has to be requested (`join` with the position).
   */
  applyState(state, me, complete) {
    const known = this.epoch !== undefined;
    this.#setFacts(state);
    const current = known && state.epoch === this.epoch && state.head <= this.seq;
    if (state.state === 'later' || (state.state === 'fresh' && known && !current)) {
      this.emit('state', state);
      return undefined;
    }
    const entries = state.events ?? state.messages ?? [];
    if (state.state !== 'fresh' || !known) {
      const former = this.position;
      const seq = state.epoch === this.epoch && state.state !== 'reset' ? Math.max(this.seq, state.head) : state.head;
      Object.assign(this, { epoch: state.epoch, seq });
      this.#filled.clear();
      this.#missing = undefined;
      this.emit('state', state);
      if (state.state === 'reset' && state.more && former && (complete ?? state.epoch !== former.epoch)) {
        this.#missing = { from: former, after: former.seq, head: state.head, events: [] };
      } else {
        this.#catchUp(state, former, me);
      }
    }
    return entries;
  }

  /** Applies one log event. Returns `false` if events before it are missing. */
  applyEvent(event, me) {
    if (event.epoch !== this.epoch || event.seq > this.seq + 1) {
      return false;
    }
    for (let next = event; next?.seq === this.seq + 1; next = this.#filled.get(this.seq + 1)) {
      this.#filled.delete(next.seq);
      this.seq = next.seq;
      this.#count(next, me);
      if (this.#missing) {
        this.#missing.events.push(next);
      } else {
        this.#emitEntry(next, me, false);
      }
    }
    return true;
  }

  /** Messages that were missed, in order; live events wait until [endMissing]. */
  applyMissing(messages, me) {
    const { head } = this.#missing;
    this.#emitUnseen(
      messages.filter(({ seq }) => seq <= head),
      me,
    );
  }

  endMissing(me) {
    const { events } = this.#missing;
    this.#missing = undefined;
    events.forEach((event) => this.#emitEntry(event, me, false));
  }

  /** A message that went `to` the others has no event here: its place is filled from the reply (protocol.md section 5). */
  fill(event, me) {
    if (!this.applyEvent(event, me) && event.epoch === this.epoch) {
      this.#filled.set(event.seq, event);
    }
  }

  /** Applies an event that is not in the log, and emits it. */
  applyPassing(event) {
    if (event.ev === 'unread') {
      Object.assign(this, { readTo: event.read, unread: event.unread, mentions: event.mentions, mark: event.mark });
    } else if (event.ev === 'presence') {
      Object.assign(this, { size: event.members, online: event.online });
      const peer = ({ id }) => id === this.with?.id;
      if ([...(event.joined ?? []), ...(event.left ?? [])].some(peer)) {
        this.with = { ...this.with, online: (event.joined ?? []).some(peer) };
      }
    }
    this.emit(event.ev, event);
  }

  setCounts({ size, online }) {
    Object.assign(this, { size, online });
  }

  /** The user is no longer in it; whoever returns begins anew. */
  left() {
    this.#missing = undefined;
    Object.assign(this, { joined: false, epoch: undefined, seq: undefined, kind: undefined, role: undefined });
  }

  /** Someone has another name. */
  renamed({ id, name }) {
    if (this.with?.id === id) {
      Object.assign(this, { with: { ...this.with, name }, title: name });
    }
  }

  #setFacts({ title, kind, role, members, online, at, read, unread, mentions, mark, topic = '', write = 'members', notify, muted, with: other, room }) {
    const counts = { size: members, online, at: at ?? 0, readTo: read ?? 0, unread: unread ?? 0, mentions: mentions ?? 0 };
    Object.assign(this, { title: title || other?.name || room, kind, role, muted, mark, topic, write, notifyLevel: notify, with: other, ...counts });
    Object.assign(this, { provisional: false, joined: true });
  }

  /** Emits what a state brings: all events of a replay; of the messages of a reset those that are new. */
  #catchUp({ state, events, messages = [] }, former, me) {
    if (state === 'reset') {
      this.#emitUnseen(former ? messages : [], me);
    }
    messages.forEach(({ id }) => this.#remember(id));
    const isNew = ({ epoch, seq }) => epoch !== former?.epoch || seq > former.seq;
    events?.filter(isNew).forEach((event) => this.#emitEntry(event, me, true));
  }

  #emitUnseen(messages, me) {
    messages
      .filter(({ id, deleted }) => !deleted && !this.#seen.has(id))
      .forEach((message) => this.#emitEntry({ ev: 'message', room: this.id, ...message }, me, true));
  }

  #emitEntry(event, me, replay) {
    this.at = Math.max(this.at, event.at);
    const moved = this.#seen.has(event.id);
    this.#remember(event.id);
    this.emit(moved ? 'moved' : event.ev, event, { replay, own: event.from.id === me });
  }

  #remember(id) {
    this.#seen.add(id);
    if (this.#seen.size > REMEMBERED) {
      this.#seen.delete(this.#seen.values().next().value);
    }
  }

  #count({ ev, from, mentions = [] }, me) {
    if (ev === 'message' && from.id === me) {
      Object.assign(this, { unread: 0, mentions: 0, readTo: this.seq });
    } else if (ev === 'message') {
      this.unread = Math.min(MAX_UNREAD, this.unread + 1);
      this.mentions += mentions.includes(me) ? 1 : 0;
    }
  }

  /** Refers to the message by id: if the store lost the end of its log, the message may get another seq. */
  #change(op, message, fields) {
    return this.#client.add(this.id, op, { target: message.id ?? message, ...fields });
  }
}
