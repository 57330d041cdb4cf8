import { HistoryLoader } from './history-loader.js';
import { idOf } from './outbox.js';
import { Room } from './room.js';

const RETRY_MS = 1_000;

/** The maximum number of positions in one `hello`. */
const MAX_RESUMED = 200;

/** The user's rooms: applies their states and log events, and requests what is missing. */
export class Rooms {
  #request;
  #outbox;
  #sender;
  #timers;
  #changed;
  #me;
  #history;
  #byId = new Map();

  /** @param me returns the user's id once it is known */
  constructor({ request, outbox, sender, timers, changed, me }) {
    this.#request = request;
    this.#outbox = outbox;
    this.#sender = sender;
    this.#timers = timers;
    this.#changed = changed;
    this.#me = me;
    this.#history = new HistoryLoader({ request, outbox, changed });
  }

  get(id) {
    return this.#byId.get(id);
  }

  get all() {
    return [...this.#byId.values()];
  }

  /** The user's rooms, most recently active first. */
  get list() {
    return this.all.sort((a, b) => b.at - a.at);
  }

  /** The total of unread messages; each room counts up to 100. */
  get unread() {
    return this.all.reduce((sum, room) => sum + room.unread, 0);
  }

  /** The positions to resume from: that of each loaded room, or else that of the oldest message of unknown outcome. */
  positions() {
    const positions = this.#outbox.positions();
    this.all.filter(({ position }) => position).forEach((room) => positions.set(room.id, room.position));
    return [...positions.values()].slice(0, MAX_RESUMED);
  }

  /** Replaces the rooms with those of a new connection; returns the ids of the rooms that are gone. */
  reconcile(states) {
    const here = new Set(states.map(({ room }) => room));
    const gone = this.all.filter(({ id, provisional }) => !here.has(id) && !provisional).map(({ id }) => id);
    gone.forEach((id) => this.remove(id));
    states.forEach((state) => this.applyState(state));
    const notJoined = [...this.#outbox.rooms(), ...this.all.filter(({ provisional }) => provisional).map(({ id }) => id)];
    notJoined.filter((id) => !here.has(id)).forEach((id) => this.#sender.ready(id));
    return gone;
  }

  /** Applies a room state from any source. */
  applyState(state) {
    const room = this.#byId.get(state.room) ?? this.#add(state.room);
    const kept = ['current', 'replay'].includes(state.state) ? room.position : undefined;
    const messages = room.applyState(state, this.#me());
    if (!messages) {
      this.#catchUp(room);
      return room;
    }
    const entries = state.events ?? messages;
    this.#history.confirm(entries);
    const ids = new Set(entries.map(({ id }) => id));
    const from = this.#outbox.oldestUnknown(room.id);
    this.#outbox.requeueLost(room.id, room.epoch, ids, kept).forEach((item) => room.log.drop(idOf(item)));
    if (state.state === 'reset' && state.more && from && from.seq + 1 < messages[0]?.seq) {
      this.verify(room.id, from);
    } else {
      this.#sender.ready(room.id);
    }
    return room;
  }

  /** Applies a log event; returns its room if the event was the next one there. */
  applyEvent(event) {
    const room = this.#byId.get(event.room);
    if (!room) {
      return undefined;
    }
    const former = room.seq;
    if (!room.applyEvent(event, this.#me())) {
      this.#catchUp(room);
      return undefined;
    }
    this.#history.confirm([event]);
    return room.seq > former ? room : undefined;
  }

  /** Loads messages before the first one that is loaded; returns whether there was anything to load. */
  loadOlder(room) {
    return this.#history.loadOlder(room);
  }

  /** Restores the rooms as they were last seen; the next `hello` resumes from there. */
  restore(records) {
    records.forEach((record) => this.#byId.set(record.id, Room.restored(record)));
  }

  /**
   * Another tab left items of unknown outcome for a room, from a position that may be older than the one loaded here.
   * Checks what has been stored since then before they are sent again.
   */
  async verify(id, from) {
    this.#sender.hold(id);
    try {
      await this.#history.confirmSince(id, from);
      this.#sender.ready(id);
    } catch {
      // The next connection asks again.
    }
  }

  /** Adds a conversation that will be created by its first message (protocol.md section 3). */
  addProvisional(id, other) {
    const room = this.#byId.get(id) ?? this.#add(id);
    if (room.epoch === undefined && room.kind === undefined) {
      Object.assign(room, { kind: 'direct', with: other, title: other.name, provisional: true, more: false, members: 2 });
      this.#sender.ready(id);
    }
    return room;
  }

  remove(id) {
    this.#byId.delete(id);
    this.#sender.hold(id);
  }

  clear() {
    this.#byId.clear();
  }

  #add(id) {
    const room = new Room(id, this.#outbox.positions().get(id));
    this.#byId.set(id, room);
    return room;
  }

  async #catchUp(room) {
    if (room.catchingUp) {
      return;
    }
    room.catchingUp = true;
    this.#sender.hold(room.id);
    try {
      const state = await this.#request('join', room.position);
      room.catchingUp = false;
      this.applyState(state);
    } catch (refusal) {
      room.catchingUp = false;
      if (refusal.retry && refusal.code !== 'lost') {
        this.#timers.after(refusal.after ?? RETRY_MS, () => this.#catchUp(room));
      }
    }
    this.#changed();
  }
}
