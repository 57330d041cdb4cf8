/** What the user has on the screen, and how that affects what counts as read. */
export class Reader {
  #rooms;
  #visible = true;
  #atEnd = true;
  #current;

  constructor(rooms) {
    this.#rooms = rooms;
  }

  /** The id of the open room. */
  get current() {
    return this.#current;
  }

  /** The open room, if the user is a member. */
  get room() {
    return this.#rooms.get(this.#current);
  }

  /** Opens a room, scrolled to its end. */
  enter(id) {
    if (this.room) {
      this.room.newAbove = undefined;
      this.room.showNewest();
    }
    this.#current = id;
    this.#atEnd = true;
  }

  set visible(visible) {
    this.#visible = visible;
    this.read();
  }

  /** Whether the newest message of the open room is on the screen. */
  set atEnd(atEnd) {
    const came = atEnd && !this.#atEnd;
    this.#atEnd = atEnd;
    if (came) {
      this.read();
    }
  }

  /** Called for a new entry in a room; `counts` says whether it is a message from someone else. */
  received(room, { counts, own }) {
    if (room === this.room && this.#visible && this.#atEnd) {
      room.markRead();
    } else if (own) {
      room.newAbove = undefined;
    } else if (counts) {
      room.newAbove = room === this.room ? (room.newAbove ?? room.seq - 1) : undefined;
    }
  }

  /**
   * Marks the open room as read if the page is visible; the position of the first unread message is kept until the user
   * leaves.
   */
  read() {
    const { room } = this;
    if (!(room?.seq > 0) || !this.#visible || !this.#atEnd) {
      return;
    }
    if (room.unread > 0) {
      room.newAbove ??= room.read;
    }
    room.markRead();
  }
}
