import { namesApart } from './names.js';
import { RoomView } from './room-view.js';

/** The user's rooms as they are shown. */
export class Rooms {
  #client;
  #changed;
  #byId = new Map();

  constructor({ client, changed }) {
    this.#client = client;
    this.#changed = changed;
    client.on('room', (room) => this.#byId.set(room.id, new RoomView(room, () => client.user)));
    client.on('left', (_, { id }) => {
      this.get(id)?.detach();
      this.#byId.delete(id);
    });
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

  /** Names rooms, and the users of direct rooms, so that none is taken for another. */
  tellApart() {
    const titled = this.all.filter((room) => !room.direct);
    const labelOf = namesApart(titled.map(named));
    titled.forEach((room) => {
      room.titleApart = labelOf(named(room));
    });
    const direct = this.all.filter((room) => room.with);
    const label = namesApart(direct.map((room) => room.with));
    direct.forEach((room) => {
      room.peerName = label(room.with);
    });
  }

  /** Returns how rooms of the directory are named, `line => title`, beside each other and one's own. */
  labelAmong(lines) {
    const label = namesApart([...lines.map(listed), ...this.all.filter((room) => !room.direct).map(named)]);
    return (line) => label(listed(line));
  }

  /** The total of unread messages that the user wants to know of; each room counts up to 100. */
  get unread() {
    return this.all.reduce((sum, room) => sum + room.news, 0);
  }

  /** Loads messages before the first one that is loaded; returns whether there was anything to load. */
  loadOlder(room) {
    return room.loadOlder(this.#changed);
  }

  /** Shows the message at `seq` of a room; returns it if it is still there. */
  show(room, seq, wanted) {
    return room.show(seq, this.#changed, wanted);
  }

  /** Loads messages before or after those that are shown. */
  loadEarlier(room) {
    return room.loadEarlier(this.#changed);
  }

  loadLater(room) {
    return room.loadLater(this.#changed);
  }

  /** Shows the rooms as they were last seen, before the connection is open. */
  restore(records) {
    for (const { id, messages, more, members, read, user, ...facts } of records) {
      this.#client.rooms.restore(id, { ...facts, size: members, readTo: read }, messages.map((message) => message.id));
      this.get(id).addOlder({ messages, more });
    }
  }

  clear() {
    this.#client.rooms.clear();
    this.all.forEach((room) => room.detach());
    this.#byId.clear();
  }
}

function named({ id, title }) {
  return { id, name: title };
}

function listed({ room, title }) {
  return { id: room, name: title || room };
}
