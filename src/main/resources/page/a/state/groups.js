import { directRoom } from './direct.js';

/** How the user comes into rooms and out of them, and what he does to their members. Each verb fails with a Refusal. */
export class Groups {
  #request;
  #rooms;
  #memberLoader;
  #store;
  #me;
  #changed;
  #blocked;

  /** @param shelf remembers whom this browser has blocked: the server acts on it, but keeps no list to ask for */
  constructor({ request, rooms, memberLoader, store, me, changed }) {
    this.#request = request;
    this.#rooms = rooms;
    this.#memberLoader = memberLoader;
    this.#store = store;
    this.#me = me;
    this.#changed = changed;
    this.#blocked = new Map(store.all().map((user) => [user.id, user]));
  }

  /** Joins a public room, which makes it if there is none. */
  async join(room) {
    this.#rooms.applyState(await this.#request('join', { room }));
  }

  async leave(room) {
    await this.#request('leave', { room });
    this.#rooms.remove(room);
    this.#changed();
  }

  /** Makes a room of which the user is the owner; answers its id. */
  async create({ title, kind, room, members }) {
    const state = await this.#request('create', { title, kind, ...(room && { room }), ...(members?.length && { members }) });
    this.#rooms.applyState(state);
    return state.room;
  }

  async retitle(room, title) {
    await this.#request('title', { room, title });
  }

  /** `verb` is one of `invite`, `kick`, `ban`, `unban`, `mute`, `unmute`, `promote`, `demote`; `span` in milliseconds. */
  async moderate(verb, room, user, span) {
    await this.#request(verb, { room: room.id, user: user.id, ...(span && { for: span }) });
    room.people.moderated(verb, user.id);
    const banned = (room.banned ?? []).filter(({ id }) => id !== user.id);
    room.banned = verb === 'ban' ? [...banned, user] : banned;
    this.#memberLoader.load(room);
    this.#changed();
  }

  /** The conversation with somebody, whether or not it was begun; answers its id. */
  openDirect(user) {
    const id = directRoom(this.#me().id, user.id);
    if (!this.#rooms.get(id)) {
      this.#rooms.addProvisional(id, { online: false, ...user });
      this.#reopen(id);
    }
    return id;
  }

  isBlocked(user) {
    return this.#blocked.has(user);
  }

  async block(user, on) {
    await this.#request(on ? 'block' : 'unblock', { user: user.id });
    if (on) {
      this.#blocked.set(user.id, user);
      this.#store.put(user.id, { id: user.id, name: user.name });
    } else {
      this.#blocked.delete(user.id);
      this.#store.drop(user.id);
    }
    this.#changed();
  }

  /** A conversation that was hidden is still there for who asks. */
  async #reopen(room) {
    try {
      this.#rooms.applyState(await this.#request('join', { room }));
      this.#changed();
    } catch {
      // There is none yet, or no connection; it begins with its first message.
    }
  }
}
