/** What the user has begun to write, by room, surviving a reload: `{room, text, reply?}`. */
export class Drafts {
  #shelf;
  #byRoom;

  constructor(shelf) {
    this.#shelf = shelf;
    this.#byRoom = new Map(shelf.all().map((draft) => [draft.room, draft]));
  }

  of(room) {
    return this.#byRoom.get(room) ?? { room, text: '' };
  }

  keep(draft) {
    if (draft.text || draft.reply) {
      this.#byRoom.set(draft.room, draft);
      this.#shelf.put(draft.room, draft);
    } else {
      this.drop(draft.room);
    }
  }

  drop(room) {
    this.#byRoom.delete(room);
    this.#shelf.drop(room);
  }
}
