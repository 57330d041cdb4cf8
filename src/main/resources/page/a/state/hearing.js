const LOG = new Set(['message', 'edit', 'delete', 'react']);

/**
 * Does what the server's events say to the rooms, the directory and the people. What concerns the user himself it tells
 * the `chat`: `meRenamed`, `removed`, `added`, `leavingPod`, `directoryOutdated`. Events it does not know it lets pass.
 */
export class Hearing {
  #rooms;
  #directory;
  #reader;
  #attendance;
  #chat;

  constructor({ rooms, directory, reader, attendance, chat }) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#reader = reader;
    this.#attendance = attendance;
    this.#chat = chat;
  }

  hear(frame, me) {
    if (LOG.has(frame.ev)) {
      this.#entry(frame, me);
      return;
    }
    const room = this.#rooms.get(frame.room);
    switch (frame.ev) {
      case 'presence':
        this.#presence(room, frame);
        break;
      case 'unread':
        Object.assign(room ?? {}, { unread: frame.unread });
        break;
      case 'room':
        this.#room(frame);
        break;
      case 'rooms':
        this.#list(frame);
        break;
      case 'user':
        this.#user(frame, me);
        break;
      case 'bye':
        this.#chat.leavingPod();
        break;
    }
  }

  #entry(event, me) {
    const room = this.#rooms.hear(event);
    if (room) {
      this.#reader.heard(room, event.ev === 'message' && event.from.id !== me.id);
    }
  }

  #presence(room, frame) {
    if (!room) {
      return;
    }
    const { members } = room;
    room.present(frame);
    const unnamed = !frame.joined?.length && !frame.left?.length;
    if (room.id === this.#reader.current && (unnamed || members !== frame.members)) {
      this.#attendance.of(room);
    }
  }

  #room(frame) {
    if (frame.role === null) {
      this.#rooms.remove(frame.room);
      this.#chat.removed(frame.room, frame.reason);
    } else {
      this.#chat.added(this.#rooms.take(frame));
    }
  }

  #list(frame) {
    this.#directory.hear(frame);
    if (this.#directory.outdated) {
      this.#chat.directoryOutdated();
    }
  }

  #user(user, me) {
    this.#rooms.all.forEach(({ people }) => people.renamed(user));
    if (user.id === me.id) {
      this.#chat.meRenamed(user);
    }
  }
}
