const KINDS = ['muted', 'banned'];
const PAUSE_MS = 2_000;

/**
 * Who is muted and who is banned in a room, for its moderators, as the server has it: `of(room).muted` and `.banned` are
 * `{list, cursor}`. Each in a list has `until`, 0 for until it is undone.
 */
export class RestrictedPeople {
  #request;
  #changed;
  #lists = new WeakMap();
  #timers;
  #pausing = false;

  constructor({ request, timers, changed }) {
    this.#request = request;
    this.#timers = timers;
    this.#changed = changed;
  }

  of(room) {
    return this.#lists.get(room) ?? { muted: { list: [] }, banned: { list: [] } };
  }

  /** Until when a member is muted, as far as it is loaded; `undefined` if they are not. */
  mutedUntil(room, id) {
    return this.of(room).muted.list.find((user) => user.id === id)?.until;
  }

  /** Loads both lists if the user may see them. */
  async load(room) {
    if (!room.canModerate || room.direct) {
      this.#lists.delete(room);
      return;
    }
    await Promise.all(KINDS.map((only) => this.#fetch(room, only)));
  }

  /** Loads them again because others came or went: one of them may be banned. At most once in a while. */
  refresh(room) {
    if (!this.#pausing) {
      this.#pausing = true;
      this.#timers.after(PAUSE_MS, () => {
        this.#pausing = false;
        this.load(room);
      });
    }
  }

  async more(room, only) {
    await this.#fetch(room, only, this.of(room)[only]);
  }

  async #fetch(room, only, { list = [], cursor } = {}) {
    try {
      const page = await this.#request('members', { room: room.id, only, ...(cursor && { cursor }) });
      this.#lists.set(room, { ...this.of(room), [only]: { list: [...list, ...page.members], cursor: page.cursor } });
      this.#changed();
    } catch {
      // The next change or connection tries again.
    }
  }
}
