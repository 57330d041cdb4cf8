const LOG = new Set(['message', 'edit', 'delete', 'react']);

/**
 * Applies the server's events to the rooms, the directory and the members. Events about the user themselves go to the
 * `handlers`: `meRenamed`, `removed`, `added`, `announced`, `leavingPod`, `directoryOutdated`, `incomingMessage`.
 * Unknown events are ignored.
 */
export class EventDispatcher {
  #rooms;
  #directory;
  #reader;
  #memberLoader;
  #typing;
  #receipts;
  #handlers;

  constructor({ rooms, directory, reader, memberLoader, typing, receipts, handlers }) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#reader = reader;
    this.#memberLoader = memberLoader;
    this.#typing = typing;
    this.#receipts = receipts;
    this.#handlers = handlers;
  }

  dispatch(frame, me) {
    if (LOG.has(frame.ev)) {
      this.#logEvent(frame, me);
      return;
    }
    const room = this.#rooms.get(frame.room);
    switch (frame.ev) {
      case 'presence':
        this.#presence(room, frame);
        break;
      case 'typing':
        this.#typing.update(frame);
        break;
      case 'receipt':
        this.#receipts.update(frame);
        break;
      case 'unread':
        this.#unread(room, frame);
        break;
      case 'room':
        this.#room(frame);
        break;
      case 'rooms':
        this.#directoryUpdate(frame);
        break;
      case 'user':
        this.#user(frame, me);
        break;
      case 'event':
        this.#emitted(frame);
        break;
      case 'bye':
        this.#handlers.leavingPod();
        break;
    }
  }

  #logEvent(event, me) {
    const room = this.#rooms.applyEvent(event);
    if (!room) {
      return;
    }
    const message = event.ev === 'message';
    const own = message && event.from.id === me.id;
    const mentioned = message && (event.mentions ?? []).includes(me.id);
    this.#reader.received(room, { counts: message && !own, mentioned, own });
    this.#typing.messageReceived(room.id, event.from.id);
    if (message && !own) {
      this.#handlers.incomingMessage(room, event, mentioned);
    }
  }

  /** An event to everyone has no room. Only `announcement` has a name and data that the server itself defines. */
  #emitted({ room, name, data, from }) {
    if (name === 'announcement' && room === undefined && typeof data?.text === 'string') {
      this.#handlers.announced({ text: data.text, name: from.name });
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
    room.applyPresence(frame);
    const unnamed = !frame.joined?.length && !frame.left?.length;
    if (room.id === this.#reader.current && (unnamed || members !== frame.members)) {
      this.#memberLoader.load(room);
    }
  }

  #room(frame) {
    const former = this.#rooms.get(frame.room);
    if (frame.role === null) {
      this.#rooms.remove(frame.room);
      this.#receipts.forget(frame.room);
      this.#handlers.removed(frame.room, former?.title, frame.reason);
    } else {
      const role = former?.role;
      this.#handlers.added(this.#rooms.applyState(frame), !former || former.provisional, role);
    }
  }

  #directoryUpdate(frame) {
    this.#directory.update(frame);
    if (this.#directory.outdated) {
      this.#handlers.directoryOutdated();
    }
  }

  #user(user, me) {
    this.#rooms.all.forEach((room) => room.renamed(user));
    if (user.id === me.id) {
      this.#handlers.meRenamed(user);
    }
  }
}
