import { applyEntry } from './entry.js';
import { JoinLeaveNotes } from './join-leave-notes.js';
import { Log } from './log.js';
import { People } from './people.js';

const MAX_UNREAD = 100;

/**
 * One room of the user: its facts, its position in the log (`epoch` and `seq`, from which to resume), and its messages.
 * A direct room that does not exist yet is `provisional`.
 */
export class Room {
  log = new Log();
  joinLeaveNotes = new JoinLeaveNotes();
  people = new People();
  epoch;
  seq;
  at = 0;
  members = 0;
  online = 0;
  /** Counts presence events, to notice changes while the member list is loading. */
  presences = 0;
  read = 0;
  unread = 0;
  mentions = 0;
  title;
  kind;
  role;
  with;
  provisional = false;
  /** The seq after which messages are new to the user. */
  newAbove;
  /** Whether there are messages before the first loaded one; `undefined` until this is known. */
  more;
  #lastSnapshot;

  constructor(id, position) {
    this.id = id;
    this.title = id;
    this.epoch = position?.epoch;
    this.seq = position?.seq;
  }

  /** Restores a room from the cache. */
  static restored({ id, epoch, seq, messages, more, ...facts }) {
    const room = new Room(id, { epoch, seq });
    room.addOlder({ messages, more });
    return Object.assign(room, facts);
  }

  get position() {
    return this.epoch === undefined ? undefined : { room: this.id, epoch: this.epoch, seq: this.seq };
  }

  /** Whether its first unread message, or any message at all, still has to be loaded. */
  get needsHistory() {
    return this.more === undefined || (this.more && this.newAbove !== undefined && this.log.first?.seq > this.newAbove + 1);
  }

  /** Whether it has changed since the last call. */
  hasChanged() {
    const now = [this.epoch, this.seq, this.title, this.role, this.unread, this.read, this.more, this.log.messages.length, this.log.last?.id].join();
    const different = now !== this.#lastSnapshot;
    this.#lastSnapshot = now;
    return different;
  }

  get direct() {
    return this.kind === 'direct';
  }

  /** Whether the user may moderate members. */
  get canModerate() {
    return this.role === 'moderator' || this.role === 'owner';
  }

  /**
   * Applies a room state of the protocol. Returns the messages that came with it, or `undefined` if it has only counts
   * and the log has to be requested (`join` with the position).
   */
  applyState(state, me) {
    this.more = this.provisional ? undefined : this.more;
    Object.assign(this, facts(state), { provisional: false });
    switch (state.state) {
      case 'replay':
        return this.#catchUp(state, me);
      case 'reset':
        return this.#reset(state);
      case 'later':
        return undefined;
      default:
        return this.#settle(state);
    }
  }

  /** Applies one log event. Returns `false` if events before it are missing. */
  applyEvent(event, me) {
    if (event.epoch !== this.epoch || event.seq > this.seq + 1) {
      return false;
    }
    if (event.seq === this.seq + 1) {
      this.seq = event.seq;
      this.#applyEntry(event, me);
    }
    return true;
  }

  /** Inserts one of the user's messages that was stored before its event arrives. */
  stored(message) {
    if (!this.log.has(message.id)) {
      this.log.put(message);
    }
  }

  addOlder({ messages, more }) {
    messages.filter(({ id }) => !this.log.has(id)).forEach((message) => this.log.put(message));
    this.more = more;
  }

  applyPresence({ joined = [], left = [], members, online }) {
    this.presences += 1;
    joined.forEach((user) => this.people.joined(user));
    left.forEach((user) => this.people.left(user));
    if (!this.direct) {
      this.joinLeaveNotes.add(this.seq, joined, left);
    } else if ([...joined, ...left].some(({ id }) => id === this.with.id)) {
      this.with = { ...this.with, online: joined.some(({ id }) => id === this.with.id) };
    }
    Object.assign(this, { members, online });
  }

  renamed({ id, name }) {
    this.people.renamed({ id, name });
    if (this.with?.id === id) {
      this.with = { ...this.with, name };
      this.title = name;
    }
  }

  countUnread(mentioned) {
    this.unread = Math.min(MAX_UNREAD, this.unread + 1);
    this.mentions += mentioned ? 1 : 0;
  }

  #catchUp(state, me) {
    state.events.forEach((event) => this.#applyEntry(event, me));
    this.#setPosition(state);
    return state.events.filter(({ ev }) => ev === 'message');
  }

  #reset(state) {
    this.log.clear();
    this.joinLeaveNotes.clear();
    this.more = undefined;
    return this.#start(state);
  }

  /** `fresh` or `current`: no log events were missed, or none are loaded yet. */
  #settle(state) {
    if (state.state === 'current' || this.epoch === undefined) {
      return this.#start(state);
    }
    return state.epoch === this.epoch && state.head <= this.seq ? [] : undefined;
  }

  #start(state) {
    this.#setPosition(state);
    if (state.messages) {
      this.addOlder({ messages: state.messages, more: state.more ?? false });
    }
    return state.messages ?? [];
  }

  #setPosition({ epoch, head }) {
    this.epoch = epoch;
    this.seq = head;
  }

  #applyEntry(event, me) {
    this.at = Math.max(this.at, event.at);
    applyEntry(this.log, event, me);
  }
}

function facts({ title, kind, role, members, online, at, read, unread, mentions, with: other, room }) {
  const counts = { members, online, at: at ?? 0, read: read ?? 0, unread: unread ?? 0, mentions: mentions ?? 0 };
  return { title: title || other?.name || room, kind, role, with: other, ...counts };
}
