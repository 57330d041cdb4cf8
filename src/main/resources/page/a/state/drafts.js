/** The user's unsent drafts by room, which survive a reload: `{room, text, reply?}`. */
export class Drafts {
  #store;
  #byRoom;

  constructor(store) {
    this.#store = store;
    this.#byRoom = new Map(store.all().map((draft) => [draft.room, draft]));
  }

  of(room) {
    return this.#byRoom.get(room) ?? { room, text: '' };
  }

  save(draft) {
    if (draft.text || draft.reply) {
      this.#byRoom.set(draft.room, draft);
      this.#store.put(draft.room, draft);
    } else {
      this.drop(draft.room);
    }
  }

  drop(room) {
    this.#byRoom.delete(room);
    this.#store.drop(room);
  }
}
