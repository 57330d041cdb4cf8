import { Comings } from './comings.js';
import { Log } from './log.js';
import { People } from './people.js';

const MANY = 100;

/**
 * One room that the user belongs to: what it says about itself, how far its log was heard (`epoch` and `seq`, the
 * position to resume from), and its messages.
 */
export class Room {
  log = new Log();
  comings = new Comings();
  people = new People();
  epoch;
  seq;
  members = 0;
  online = 0;
  unread = 0;
  title;
  /** Whether there is something older than the first message here; `undefined` until somebody asked. */
  more;

  constructor(id, position) {
    this.id = id;
    this.title = id;
    this.epoch = position?.epoch;
    this.seq = position?.seq;
  }

  get position() {
    return this.epoch === undefined ? undefined : { room: this.id, epoch: this.epoch, seq: this.seq };
  }

  /**
   * Takes a room state of the protocol. Answers the messages that came with it, or `undefined` when it only counts and
   * the log has to be asked for (`join` with the position).
   */
  take(state) {
    Object.assign(this, facts(state));
    switch (state.state) {
      case 'replay':
        return this.#catchUp(state);
      case 'reset':
        return this.#startAgain(state);
      case 'later':
        return undefined;
      default:
        return this.#stand(state);
    }
  }

  /** Takes one log event. `false`: it does not follow what was heard, something is missing in between. */
  hear(event) {
    if (event.epoch !== this.epoch || event.seq > this.seq + 1) {
      return false;
    }
    if (event.seq === this.seq + 1) {
      this.seq = event.seq;
      this.#write(event);
    }
    return true;
  }

  /** A message of ours was stored: it takes its place before its event is heard. */
  stored(message) {
    if (!this.log.has(message.id)) {
      this.log.put(message);
    }
  }

  older({ messages, more }) {
    messages.filter(({ id }) => !this.log.has(id)).forEach((message) => this.log.put(message));
    this.more = more;
  }

  present({ joined = [], left = [], members, online }) {
    joined.forEach((user) => this.people.came(user));
    left.forEach((user) => this.people.left(user));
    this.comings.add(this.seq, joined, left);
    Object.assign(this, { members, online });
  }

  oneMoreUnread() {
    this.unread = Math.min(MANY, this.unread + 1);
  }

  #catchUp(state) {
    state.events.forEach((event) => this.#write(event));
    this.#standAt(state);
    return state.events.filter(({ ev }) => ev === 'message');
  }

  #startAgain(state) {
    this.log.clear();
    this.comings.clear();
    this.more = undefined;
    return this.#begin(state);
  }

  /** `fresh` or `current`: nothing of the log was missed, or nothing of it is here yet. */
  #stand(state) {
    if (state.state === 'current' || this.epoch === undefined) {
      return this.#begin(state);
    }
    return state.epoch === this.epoch && state.head <= this.seq ? [] : undefined;
  }

  #begin(state) {
    this.#standAt(state);
    if (state.messages) {
      this.older({ messages: state.messages, more: state.more ?? false });
    }
    return state.messages ?? [];
  }

  #standAt({ epoch, head }) {
    this.epoch = epoch;
    this.seq = head;
  }

  #write(event) {
    if (event.ev === 'message') {
      const { ev, room, ...message } = event;
      this.log.put(message);
    } else if (event.ev === 'edit') {
      this.log.change(event.of, { text: event.text, edited: event.at });
    } else if (event.ev === 'delete') {
      this.log.change(event.of, { text: undefined, data: undefined, deleted: true });
    }
  }
}

function facts({ title, kind, role, members, online, unread, with: other, room }) {
  return { title: title || other?.name || room, kind, role, members, online, unread: unread ?? 0 };
}
