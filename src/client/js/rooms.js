import { idOf } from './outbox.js';
import { Refusal } from './refusal.js';
import { Room } from './room.js';

const RETRY_MS = 1_000;

/** The maximum number of positions in one `hello`. */
const MAX_RESUMED = 200;

/** The maximum number of messages in one reply to `history`. */
const PAGE = 100;

/** The user's rooms: applies their states and log events, and requests what is missing. */
export class Rooms {
  #client;
  #request;
  #outbox;
  #sender;
  #timers;
  #me;
  #complete;
  #byId = new Map();
  /** Rooms that the user has left: whoever listens to one hears of it again if they return. */
  #left = new Map();
  #wanted = new Set();

  /**
   * @param client on which rooms act, and which emits `room` for a new one and `changed` after catching up
   * @param me returns the user's id once it is known
   * @param complete whether everything that was missed before a reset is requested; by default, if the epoch has changed
   */
  constructor({ client, request, outbox, sender, timers, me, complete }) {
    this.#client = client;
    this.#request = request;
    this.#outbox = outbox;
    this.#sender = sender;
    this.#timers = timers;
    this.#me = me;
    this.#complete = complete;
  }

  get(id) {
    return this.#byId.get(id);
  }

  get all() {
    return [...this.#byId.values()];
  }

  /** The positions to resume from: that of each room, or else that of the oldest message of unknown outcome. */
  positions() {
    const positions = this.#outbox.positions();
    this.all.filter(({ position }) => position).forEach((room) => positions.set(room.id, room.position));
    return [...positions.values()].slice(0, MAX_RESUMED);
  }

  /** Returns a room; the user joins it unless they are in it, and again whenever they come back. */
  want(id) {
    const room = this.#byId.get(id) ?? this.#add(id);
    if (!this.#wanted.has(id)) {
      this.#wanted.add(id);
      if (this.#client.status.kind === 'open' && !room.joined) {
        this.#join(room);
      }
    }
    return room;
  }

  /** Replaces the rooms with those of a new connection; returns the ids of the rooms that are gone. */
  reconcile(states) {
    const here = new Set(states.map(({ room }) => room));
    const absent = this.all.filter(({ id, provisional }) => !here.has(id) && !provisional);
    absent.forEach((room) => Object.assign(room, { joined: false }));
    const gone = absent.filter(({ id }) => !this.#wanted.has(id)).map(({ id }) => id);
    gone.forEach((id) => this.remove(id));
    states.forEach((state) => this.applyState(state));
    absent.filter(({ id }) => this.#wanted.has(id)).forEach((room) => this.#join(room));
    const notJoined = [...this.#outbox.rooms(), ...this.all.filter(({ provisional }) => provisional).map(({ id }) => id)];
    notJoined.filter((id) => !here.has(id) && !this.#wanted.has(id)).forEach((id) => this.#sender.ready(id));
    return gone;
  }

  /** Applies a room state from any source. */
  applyState(state) {
    const room = this.#byId.get(state.room) ?? this.#add(state.room);
    const kept = ['current', 'replay'].includes(state.state) ? room.position : undefined;
    const entries = room.applyState(state, this.#me(), this.#complete);
    if (!entries) {
      this.#catchUp(room);
      return room;
    }
    this.confirm(entries);
    if (state.events?.length) {
      this.#client.received(room);
    }
    const ids = new Set(entries.map(({ id }) => id));
    this.#outbox.requeueLost(room.id, room.epoch, ids, kept).forEach((item) => room.emit('lost', item, idOf(item)));
    const from = this.#outbox.oldestUnknown(room.id);
    const first = state.more || !state.messages ? (entries[0]?.seq ?? state.head + 1) : 0;
    if ((state.state === 'reset' || state.state === 'fresh') && from && from.seq + 1 < first) {
      this.verify(room.id, from);
    } else {
      this.#sender.ready(room.id);
    }
    if (room.missing) {
      this.#requestMissing(room, room.missing);
    }
    return room;
  }

  /** Applies a log event. */
  applyEvent(event) {
    const room = this.#byId.get(event.room);
    if (room && !room.applyEvent(event, this.#me())) {
      this.#catchUp(room);
    } else if (room) {
      this.confirm([event]);
    }
  }

  /** A page of messages; those of the outbox among them are stored. */
  async history(room, fields) {
    const page = await this.#request('history', { room, ...fields });
    this.confirm(page.messages);
    return page;
  }

  /**
   * Items of unknown outcome were first sent from a position that may be older than the room's. Checks what has been
   * stored since then before they are sent again: by seq, which never decreases, not even in a new epoch.
   */
  async verify(id, { seq }) {
    this.#sender.hold(id);
    let after = seq;
    try {
      for (let more = true; more; ) {
        const page = await this.history(id, { after, limit: PAGE });
        more = page.more && page.messages.length > 0;
        after = page.messages.at(-1)?.seq ?? after;
      }
      this.#sender.ready(id);
    } catch (refusal) {
      this.#refused(refusal, () => this.verify(id, { seq: after }), () => this.#sender.ready(id));
    }
  }

  /** Requests what was missed before a reset, unless the room has got another state meanwhile. */
  async #requestMissing(room, missing) {
    const current = () => room.missing === missing;
    const end = () => current() && room.endMissing(this.#me());
    try {
      for (let more = true; more && current(); ) {
        const page = await this.history(room.id, { after: missing.after, limit: PAGE });
        more = page.more && page.messages.at(-1)?.seq < missing.head;
        if (current()) {
          missing.after = page.messages.at(-1)?.seq ?? missing.after;
          room.applyMissing(page.messages, this.#me());
        }
      }
      end();
    } catch (refusal) {
      this.#refused(refusal, () => current() && this.#requestMissing(room, missing), end);
    }
  }

  /** Adds a conversation that will be created by its first message (protocol.md section 3). */
  addProvisional(id, other) {
    const room = this.#byId.get(id) ?? this.#add(id);
    if (room.epoch === undefined && room.kind === undefined) {
      Object.assign(room, { kind: 'direct', with: other, title: other.name, provisional: true, size: 2 });
      this.#sender.ready(id);
    }
    return room;
  }

  /** Adds a room as it was last seen; the next `hello` resumes from there. */
  restore(id, position, ids) {
    const room = this.#byId.get(id) ?? this.#add(id);
    room.restore(position, ids);
    return room;
  }

  remove(id, reason) {
    const room = this.#byId.get(id);
    this.#byId.delete(id);
    this.#wanted.delete(id);
    // What waits is refused by the server, who knows why.
    this.#sender.ready(id);
    if (room) {
      room.left();
      this.#left.set(id, room);
      room.emit('left', { reason });
    }
  }

  clear() {
    this.#byId.clear();
  }

  /** Entries that the server has stored. */
  confirm(entries) {
    entries.forEach((entry) => this.#client.confirm(entry));
  }

  #add(id) {
    const room = this.#left.get(id) ?? new Room(this.#client, id);
    this.#left.delete(id);
    const from = this.#outbox.positions().get(id);
    if (from) {
      room.restore(from);
    }
    this.#byId.set(id, room);
    this.#client.emit('room', room);
    return room;
  }

  async #join(room) {
    try {
      await this.#requestState(room);
    } catch (refusal) {
      const again = () => this.#wanted.has(room.id) && !room.joined && this.#join(room);
      this.#refused(refusal, again, () => {
        this.#wanted.delete(room.id);
        room.emit('error', refusal);
        this.#sender.ready(room.id);
      });
    }
  }

  async #catchUp(room) {
    if (room.catchingUp) {
      return;
    }
    room.catchingUp = true;
    this.#sender.hold(room.id);
    const ended = () => {
      room.catchingUp = false;
    };
    try {
      await this.#requestState(room, ended);
    } catch (refusal) {
      const again = () => {
        ended();
        this.#catchUp(room);
      };
      this.#refused(refusal, again, ended);
      if (refusal.code === 'lost') {
        ended();
      }
    }
    this.#client.emit('changed');
  }

  /** The state is applied before any later event is read. */
  #requestState(room, first = () => {}) {
    return this.#request('join', room.position ?? { room: room.id }, (state) => {
      first();
      this.applyState(state);
    });
  }

  /** Tries again later or not at all; if the connection was lost, the next one asks again. */
  #refused(refusal, again, never) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (refusal.retry && refusal.code !== 'lost') {
      this.#timers.after(refusal.after ?? RETRY_MS, again);
    } else if (refusal.code !== 'lost') {
      never();
    }
  }
}
