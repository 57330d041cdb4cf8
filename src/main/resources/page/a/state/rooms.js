import { HistoryLoader } from './history-loader.js';
import { idOf } from './outbox.js';
import { Room } from './room.js';

const RETRY_MS = 1_000;

/** How many positions one `hello` may carry. */
const MAX_RESUMED = 200;

/** The rooms that the user belongs to: takes their states and their log, and asks again where something is missing. */
export class Rooms {
  #request;
  #outbox;
  #sender;
  #timers;
  #changed;
  #me;
  #history;
  #byId = new Map();

  /** @param me gives the user's id, once it is known */
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

  /** The user's own, where something happened last first. */
  get list() {
    return this.all.sort((a, b) => b.at - a.at);
  }

  /** How many messages in all of them nobody has seen on this page; each room counts to 100 at most. */
  get unread() {
    return this.all.reduce((sum, room) => sum + room.unread, 0);
  }

  /** What to resume from: each room as far as it was heard, or as far as the oldest message of unknown outcome needs. */
  positions() {
    const positions = this.#outbox.positions();
    this.all.filter(({ position }) => position).forEach((room) => positions.set(room.id, room.position));
    return [...positions.values()].slice(0, MAX_RESUMED);
  }

  /** A new link: these are all the rooms there are; answers the ids of those that are gone. */
  reconcile(states) {
    const here = new Set(states.map(({ room }) => room));
    const gone = this.all.filter(({ id, provisional }) => !here.has(id) && !provisional).map(({ id }) => id);
    gone.forEach((id) => this.remove(id));
    states.forEach((state) => this.applyState(state));
    const notJoined = [...this.#outbox.rooms(), ...this.all.filter(({ provisional }) => provisional).map(({ id }) => id)];
    notJoined.filter((id) => !here.has(id)).forEach((id) => this.#sender.ready(id));
    return gone;
  }

  /** Takes a room state, whichever way it came. */
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

  /** Takes a log event; answers its room if the event was the next one there. */
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

  /** Loads what was said before the first message that is here; says whether there was something to load. */
  loadOlder(room) {
    return this.#history.loadOlder(room);
  }

  /** Puts back the rooms as they were last seen; the next `hello` goes on from there. */
  restore(records) {
    records.forEach((record) => this.#byId.set(record.id, Room.restored(record)));
  }

  /**
   * Another tab left items of unknown outcome for a room, from a position that may be older than what was heard here:
   * asks what is stored since then before they are sent again.
   */
  async verify(id, from) {
    this.#sender.hold(id);
    try {
      await this.#history.confirmSince(id, from);
      this.#sender.ready(id);
    } catch {
      // The next connection asks from there.
    }
  }

  /** A conversation that comes into being with its first message (protocol.md section 3). */
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
