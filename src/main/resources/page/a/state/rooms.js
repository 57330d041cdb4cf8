import { Room } from './room.js';
import { idOf } from './outbox.js';

const AGAIN_MS = 1_000;

/** How many positions one `hello` may carry. */
const MOST_RESUMED = 200;

/** The rooms that the user belongs to: takes their states and their log, and asks again where something is missing. */
export class Rooms {
  #ask;
  #outbox;
  #sender;
  #timers;
  #changed;
  #byId = new Map();

  constructor({ ask, outbox, sender, timers, changed }) {
    this.#ask = ask;
    this.#outbox = outbox;
    this.#sender = sender;
    this.#timers = timers;
    this.#changed = changed;
  }

  get(id) {
    return this.#byId.get(id);
  }

  get all() {
    return [...this.#byId.values()];
  }

  /** How many messages in all of them nobody has seen on this page; each room counts to 100 at most. */
  get unread() {
    return this.all.reduce((sum, room) => sum + room.unread, 0);
  }

  /** What to resume from: each room as far as it was heard, or as far as the oldest message of unknown outcome needs. */
  positions() {
    const positions = this.#outbox.positions();
    this.all.filter(({ position }) => position).forEach((room) => positions.set(room.id, room.position));
    return [...positions.values()].slice(0, MOST_RESUMED);
  }

  /** A new link: these are all the rooms there are; answers the ids of those that are gone. */
  greeted(states) {
    const here = new Set(states.map(({ room }) => room));
    const gone = [...this.#byId.keys()].filter((id) => !here.has(id));
    gone.forEach((id) => this.remove(id));
    states.forEach((state) => this.take(state));
    [...this.#outbox.rooms()].filter((id) => !here.has(id)).forEach((id) => this.#sender.ready(id));
    return gone;
  }

  /** Takes a room state, whichever way it came. */
  take(state) {
    const room = this.#byId.get(state.room) ?? this.#begin(state.room);
    const kept = ['current', 'replay'].includes(state.state) ? room.position : undefined;
    const came = room.take(state);
    if (!came) {
      this.#catchUp(room);
      return room;
    }
    this.#confirm(came);
    const ids = new Set(came.map(({ id }) => id));
    this.#outbox.revive(room.id, room.epoch, ids, kept).forEach((item) => room.log.drop(idOf(item)));
    this.#sender.ready(room.id);
    return room;
  }

  /** Takes a log event; answers its room if the event was the next one there. */
  hear(event) {
    const room = this.#byId.get(event.room);
    if (!room) {
      return undefined;
    }
    const heard = room.seq;
    if (!room.hear(event)) {
      this.#catchUp(room);
      return undefined;
    }
    if (event.ev === 'message') {
      this.#confirm([event]);
    }
    return room.seq > heard ? room : undefined;
  }

  /** Loads what was said before the first message that is here. */
  async older(room) {
    if (room.loading || room.more === false || room.position === undefined) {
      return;
    }
    room.loading = true;
    this.#changed();
    try {
      const before = room.log.first?.seq ?? room.seq + 1;
      const page = await this.#ask('history', { room: room.id, before });
      this.#confirm(page.messages);
      room.older(page);
    } catch {
      // Still `more`: the reader's next scroll or the next connection asks again.
    } finally {
      room.loading = false;
      this.#changed();
    }
  }

  remove(id) {
    this.#byId.delete(id);
    this.#sender.hold(id);
  }

  forget() {
    this.#byId.clear();
  }

  #begin(id) {
    const room = new Room(id, this.#outbox.positions().get(id));
    this.#byId.set(id, room);
    return room;
  }

  #confirm(messages) {
    messages.forEach((message) => this.#outbox.stored(message.id, message));
  }

  async #catchUp(room) {
    if (room.catchingUp) {
      return;
    }
    room.catchingUp = true;
    this.#sender.hold(room.id);
    try {
      const state = await this.#ask('join', room.position);
      room.catchingUp = false;
      this.take(state);
    } catch (refusal) {
      room.catchingUp = false;
      if (refusal.retry && refusal.code !== 'lost') {
        this.#timers.after(refusal.after ?? AGAIN_MS, () => this.#catchUp(room));
      }
    }
    this.#changed();
  }
}
