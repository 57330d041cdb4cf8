const LOG = new Set(['message', 'edit', 'delete', 'react']);

/**
 * Does what the server's events say to the rooms, the directory and the people. What concerns the user himself it tells
 * the `chat`: `meRenamed`, `removed`, `added`, `announced`, `leavingPod`, `directoryOutdated`, `spokenTo`. Events it does not know
 * it lets pass.
 */
export class Hearing {
  #rooms;
  #directory;
  #reader;
  #attendance;
  #typing;
  #receipts;
  #chat;

  constructor({ rooms, directory, reader, attendance, typing, receipts, chat }) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#reader = reader;
    this.#attendance = attendance;
    this.#typing = typing;
    this.#receipts = receipts;
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
      case 'typing':
        this.#typing.hear(frame);
        break;
      case 'receipt':
        this.#receipts.hear(frame);
        break;
      case 'unread':
        this.#unread(room, frame);
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
      case 'event':
        this.#emitted(frame);
        break;
      case 'bye':
        this.#chat.leavingPod();
        break;
    }
  }

  #entry(event, me) {
    const room = this.#rooms.hear(event);
    if (!room) {
      return;
    }
    const message = event.ev === 'message';
    const own = message && event.from.id === me.id;
    const mentioned = message && (event.mentions ?? []).includes(me.id);
    this.#reader.heard(room, { counts: message && !own, mentioned, own });
    this.#typing.spoke(room.id, event.from.id);
    if (message && !own) {
      this.#chat.spokenTo(room, event, mentioned);
    }
  }

  /** What is said to everybody has no room; what it is called and carries is the server's for one name only. */
  #emitted({ room, name, data, from }) {
    if (name === 'announcement' && room === undefined && typeof data?.text === 'string') {
      this.#chat.announced({ text: data.text, name: from.name });
    }
  }

  #unread(room, { read, unread, mentions }) {
    if (room) {
      Object.assign(room, { read, unread, mentions });
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
    const former = this.#rooms.get(frame.room);
    if (frame.role === null) {
      this.#rooms.remove(frame.room);
      this.#receipts.forget(frame.room);
      this.#chat.removed(frame.room, former?.title, frame.reason);
    } else {
      const role = former?.role;
      this.#chat.added(this.#rooms.take(frame), !former || former.imagined, role);
    }
  }

  #list(frame) {
    this.#directory.hear(frame);
    if (this.#directory.outdated) {
      this.#chat.directoryOutdated();
    }
  }

  #user(user, me) {
    this.#rooms.all.forEach((room) => room.renamed(user));
    if (user.id === me.id) {
      this.#chat.meRenamed(user);
    }
  }
}
