/** What the user has on the screen, and what that does to unread counts and cursors. */
export class Reader {
  #rooms;
  #cursors;
  #visible = true;
  current;

  constructor(rooms, cursors) {
    this.#rooms = rooms;
    this.#cursors = cursors;
  }

  /** The open room, if the user belongs to it. */
  get room() {
    return this.#rooms.get(this.current);
  }

  set visible(visible) {
    this.#visible = visible;
    this.read();
  }

  /** Something new stands in a room; `counts` says whether it is a message of somebody else. */
  heard(room, counts) {
    if (room.id === this.current && this.#visible) {
      this.#cursors.read(room.id, room.seq);
      return;
    }
    this.#cursors.received(room.id, room.seq);
    if (counts) {
      room.oneMoreUnread();
    }
  }

  /** Everything in the open room is seen, if the page is. */
  read() {
    const { room } = this;
    if (room?.seq > 0 && this.#visible) {
      room.unread = 0;
      this.#cursors.read(room.id, room.seq);
    }
  }
}
