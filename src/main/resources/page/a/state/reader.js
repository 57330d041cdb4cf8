/** What the user has on the screen, and how that affects what counts as read. */
export class Reader {
  #rooms;
  #visible = true;
  #atEnd = true;
  #current;
  /** Whether it has not been loaded since it was opened. */
  #opening = false;

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
    this.room?.closed();
    this.#current = id;
    this.#atEnd = true;
    this.#opening = true;
  }

  /** The open room is known as the server has it. */
  loaded() {
    if (this.#opening) {
      this.#opening = false;
      this.room.opened();
    }
    this.read();
  }

  /** The user has returned to the open room from the list of rooms. */
  reopened() {
    this.room?.opened();
    this.read();
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
    } else if (own && room !== this.room) {
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
