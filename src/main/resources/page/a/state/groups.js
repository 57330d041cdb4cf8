import { directRoom } from './direct.js';

/** How the user comes into rooms and out of them, and what he does to their members. Each verb fails with a Refusal. */
export class Groups {
  #ask;
  #rooms;
  #attendance;
  #shelf;
  #me;
  #changed;
  #blocked;

  /** @param shelf remembers whom this browser has blocked: the server acts on it, but keeps no list to ask for */
  constructor({ ask, rooms, attendance, shelf, me, changed }) {
    this.#ask = ask;
    this.#rooms = rooms;
    this.#attendance = attendance;
    this.#shelf = shelf;
    this.#me = me;
    this.#changed = changed;
    this.#blocked = new Map(shelf.all().map((user) => [user.id, user]));
  }

  /** Joins a public room, which makes it if there is none. */
  async join(room) {
    this.#rooms.take(await this.#ask('join', { room }));
  }

  async leave(room) {
    await this.#ask('leave', { room });
    this.#rooms.remove(room);
    this.#changed();
  }

  /** Makes a room of which the user is the owner; answers its id. */
  async create({ title, kind, room, members }) {
    const state = await this.#ask('create', { title, kind, ...(room && { room }), ...(members?.length && { members }) });
    this.#rooms.take(state);
    return state.room;
  }

  async retitle(room, title) {
    await this.#ask('title', { room, title });
  }

  /** `verb` is one of `invite`, `kick`, `ban`, `unban`, `mute`, `unmute`, `promote`, `demote`; `span` in milliseconds. */
  async rule(verb, room, user, span) {
    await this.#ask(verb, { room: room.id, user: user.id, ...(span && { for: span }) });
    room.people.ruled(verb, user.id);
    const banned = (room.banned ?? []).filter(({ id }) => id !== user.id);
    room.banned = verb === 'ban' ? [...banned, user] : banned;
    this.#attendance.of(room);
    this.#changed();
  }

  /** The conversation with somebody, whether or not it was begun; answers its id. */
  direct(user) {
    const id = directRoom(this.#me().id, user.id);
    if (!this.#rooms.get(id)) {
      this.#rooms.imagine(id, { online: false, ...user });
      this.#recall(id);
    }
    return id;
  }

  isBlocked(user) {
    return this.#blocked.has(user);
  }

  async block(user, on) {
    await this.#ask(on ? 'block' : 'unblock', { user: user.id });
    if (on) {
      this.#blocked.set(user.id, user);
      this.#shelf.put(user.id, { id: user.id, name: user.name });
    } else {
      this.#blocked.delete(user.id);
      this.#shelf.drop(user.id);
    }
    this.#changed();
  }

  /** A conversation that was hidden is still there for who asks. */
  async #recall(room) {
    try {
      this.#rooms.take(await this.#ask('join', { room }));
      this.#changed();
    } catch {
      // There is none yet, or no connection; it begins with its first message.
    }
  }
}
