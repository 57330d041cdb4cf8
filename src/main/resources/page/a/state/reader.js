/** What the user has on the screen, and what that does to unread counts and cursors. */
export class Reader {
  #rooms;
  #cursors;
  #visible = true;
  #atEnd = true;
  #current;

  constructor(rooms, cursors) {
    this.#rooms = rooms;
    this.#cursors = cursors;
  }

  /** The id of the room that is open. */
  get current() {
    return this.#current;
  }

  /** The open room, if the user belongs to it. */
  get room() {
    return this.#rooms.get(this.#current);
  }

  /** Turns to a room, at whose end its reader begins. */
  enter(id) {
    if (this.room) {
      this.room.newAbove = undefined;
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

  /** Something new stands in a room; `counts` says whether it is a message of somebody else. */
  received(room, { counts, mentioned, own }) {
    if (room.id === this.#current && this.#visible && this.#atEnd) {
      this.read();
      return;
    }
    this.#cursors.received(room.id, room.seq);
    if (own) {
      Object.assign(room, { unread: 0, mentions: 0, read: room.seq, newAbove: undefined });
    } else if (counts) {
      room.newAbove = room.id === this.#current ? (room.newAbove ?? room.seq - 1) : undefined;
      room.countUnread(mentioned);
    }
  }

  /** Everything in the open room is seen, if the page is; where the new begins is remembered until he leaves. */
  read() {
    const { room } = this;
    if (!(room?.seq > 0) || !this.#visible || !this.#atEnd) {
      return;
    }
    if (room.unread > 0) {
      room.newAbove ??= room.read;
    }
    Object.assign(room, { unread: 0, mentions: 0, read: Math.max(room.read, room.seq) });
    this.#cursors.read(room.id, room.seq);
  }
}
