import { directRoom } from '../client/direct.js';
import { folded } from './folded.js';
import { roomMeant } from './room-name.js';

/** How the user joins and leaves rooms, and moderates their members. Each method rejects with a Refusal. */
export class Groups {
  #client;
  #rooms;
  #memberLoader;
  #restricted;
  #store;
  #changed;
  #blocked;

  /** @param store remembers whom this browser has blocked: the server enforces blocks but offers no list of them */
  constructor({ client, rooms, memberLoader, restricted, store, changed }) {
    this.#client = client;
    this.#rooms = rooms;
    this.#memberLoader = memberLoader;
    this.#restricted = restricted;
    this.#store = store;
    this.#changed = changed;
    this.#blocked = new Map(store.all().map((user) => [user.id, user]));
  }

  /** Joins a public room, which is created if it does not exist. */
  async join(room) {
    await this.#client.join(room);
  }

  /**
   * Finds or creates the public room that people mean by a name, joins it and returns its id; `undefined` if it names
   * none. One of the user's own rooms that has this title comes first.
   */
  async open(name) {
    const { room, title } = roomMeant(name) ?? {};
    const known = title === undefined ? room : await this.#titled(title);
    if (known !== undefined) {
      if (!this.#rooms.get(known)) {
        await this.#client.join(known);
      }
      return known;
    }
    return title === undefined ? undefined : this.#createOrJoin({ title, room });
  }

  async #titled(title) {
    const same = (other) => other && folded(other) === folded(title);
    const own = this.#rooms.list.find((room) => !room.direct && same(room.title));
    if (own) {
      return own.id;
    }
    const { rooms } = await this.#client.request('rooms', { query: title });
    return rooms.find((line) => same(line.title))?.room;
  }

  /** A room with this id may exist under another title. */
  async #createOrJoin({ title, room }) {
    try {
      return await this.create({ title, kind: 'public', room });
    } catch (refusal) {
      if (refusal.code !== 'conflict' || room === undefined) {
        throw refusal;
      }
      await this.#client.join(room);
      return room;
    }
  }

  async leave(room) {
    await this.#client.rooms.get(room).leave();
  }

  /** Creates a room owned by the user and returns its id. */
  async create(room) {
    return (await this.#client.create(room)).id;
  }

  async retitle(room, title) {
    await this.#client.rooms.get(room).retitle(title);
  }

  async changeTopic(room, topic) {
    await this.#client.rooms.get(room).changeTopic(topic);
  }

  /** Who may write: `members`, or `moderators` and owners only. */
  async setWriters(room, write) {
    await this.#client.rooms.get(room).set({ write });
  }

  /** What of a room the user wants to be notified of: `all`, `mentions` or `none`. */
  async notify(room, level) {
    await this.#client.rooms.get(room).notify(level);
    this.#changed();
  }

  /**
   * `verb` is one of `invite`, `kick`, `ban`, `unban`, `mute`, `unmute`, `promote`, `demote`; `span` is in
   * milliseconds.
   */
  async moderate(verb, room, user, span) {
    await this.#client.rooms.get(room.id).moderate(verb, user.id, span);
    room.people.moderated(verb, user.id);
    this.#memberLoader.load(room);
    this.#restricted.load(room);
    this.#changed();
  }

  /** Returns the id of the direct conversation with a user, whether or not it exists yet. */
  openDirect(user) {
    const id = directRoom(this.#client.user.id, user.id);
    if (!this.#rooms.get(id)) {
      this.#client.direct(user);
      this.#reopen(id);
    }
    return id;
  }

  isBlocked(user) {
    return this.#blocked.has(user);
  }

  async block(user, on) {
    await this.#client.block(user.id, on);
    if (on) {
      this.#blocked.set(user.id, user);
      this.#store.put(user.id, { id: user.id, name: user.name });
    } else {
      this.#blocked.delete(user.id);
      this.#store.drop(user.id);
    }
    this.#changed();
  }

  /** Joins a conversation again that the user has hidden. */
  async #reopen(room) {
    try {
      await this.#client.join(room);
      this.#changed();
    } catch {
      // It does not exist yet, or there is no connection; it begins with its first message.
    }
  }
}
