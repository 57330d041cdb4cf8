import { JoinLeaveNotes } from './join-leave-notes.js';
import { applyEntry } from './entry.js';
import { Log } from './log.js';
import { People } from './people.js';

const MAX_UNREAD = 100;

/**
 * One room that the user belongs to: what it says about itself, how far its log was heard (`epoch` and `seq`, the
 * position to resume from), and its messages. A direct one may be there before its first message, and is then
 * `imagined`.
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
  /** How often it was told of people who came or went. */
  presences = 0;
  read = 0;
  unread = 0;
  mentions = 0;
  title;
  kind;
  role;
  with;
  provisional = false;
  /** Above which seq the reader finds what is new, once he looks. */
  newAbove;
  /** Whether there is something older than the first message here; `undefined` until somebody asked. */
  more;
  #lastSnapshot;

  constructor(id, position) {
    this.id = id;
    this.title = id;
    this.epoch = position?.epoch;
    this.seq = position?.seq;
  }

  /** As an album kept it. */
  static restored({ id, epoch, seq, messages, more, ...facts }) {
    const room = new Room(id, { epoch, seq });
    room.addOlder({ messages, more });
    return Object.assign(room, facts);
  }

  get position() {
    return this.epoch === undefined ? undefined : { room: this.id, epoch: this.epoch, seq: this.seq };
  }

  /** Whether the first of its unread messages, or any message, has still to be loaded. */
  get needsHistory() {
    return this.more === undefined || (this.more && this.newAbove !== undefined && this.log.first?.seq > this.newAbove + 1);
  }

  /** Whether it is different from when this was asked last. */
  hasChanged() {
    const now = [this.epoch, this.seq, this.title, this.role, this.unread, this.read, this.more, this.log.messages.length, this.log.last?.id].join();
    const different = now !== this.#lastSnapshot;
    this.#lastSnapshot = now;
    return different;
  }

  get direct() {
    return this.kind === 'direct';
  }

  /** Whether the user may rule members. */
  get canModerate() {
    return this.role === 'moderator' || this.role === 'owner';
  }

  /**
   * Takes a room state of the protocol. Answers the messages that came with it, or `undefined` when it only counts and
   * the log has to be asked for (`join` with the position).
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

  /** Takes one log event. `false`: it does not follow what was heard, something is missing in between. */
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

  /** A message of ours was stored: it takes its place before its event is heard. */
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

  /** `fresh` or `current`: nothing of the log was missed, or nothing of it is here yet. */
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
