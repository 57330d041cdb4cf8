import { peerIn } from './direct.js';
import { Previews } from './previews.js';

/** Pages that are loaded so that whoever enters a room finds where the unread begins. */
const MAX_PAGES = 2;

/** How the user comes in: remembered before anybody is asked, greeted by the server, then into a room. */
export class SessionSetup {
  #chat;
  #identity;
  #outbox;
  #roomCache;
  #memberLoader;
  #reader;
  #previews;

  constructor(chat, { identity, outbox, roomCache, memberLoader, reader }) {
    this.#chat = chat;
    this.#identity = identity;
    this.#outbox = outbox;
    this.#roomCache = roomCache;
    this.#memberLoader = memberLoader;
    this.#reader = reader;
    this.#previews = new Previews(chat.rooms);
  }

  /** Who the user was and where he talked. */
  restore() {
    this.#chat.me = this.#identity.last;
    if (this.#chat.me) {
      this.#chat.rooms.restore(this.#roomCache.load(this.#chat.me.id));
    }
  }

  /** The server's answer to `hello`. */
  helloReceived({ user, token, pod, limits, rooms }) {
    const chat = this.#chat;
    const former = chat.me;
    Object.assign(chat, { me: user, pod, limits, goingAway: false });
    this.#identity.save(token, user);
    this.#outbox.userChanged(user.id, { code: 'someone_new', message: 'You are someone new here now' });
    const gone = chat.rooms.reconcile(rooms);
    gone.forEach((id) => this.#roomCache.drop(id));
    if (chat.notice?.code === 'stranger') {
      chat.notice = { code: 'someone_new', name: user.name };
    } else if (former && gone.includes(chat.current)) {
      chat.notice = { code: 'removed', room: chat.current };
    }
    chat.directory.watch();
    this.#openProvisional();
    this.loadRoom().then(() => this.#previews.load());
  }

  /** The server does not accept who the user says he is: he comes back as someone new, once. */
  identityRejected(reconnect) {
    if (this.#identity.forget()) {
      this.#chat.rooms.clear();
      this.#roomCache.load(undefined);
      this.#chat.notice = { code: 'stranger' };
      reconnect();
    }
  }

  /** The user turned to another room. */
  roomChanged() {
    this.#openProvisional();
    this.loadRoom();
  }

  /** Fills the open room with what it lacks. */
  async loadRoom() {
    const { room, rooms, me, receipts, status } = this.#chat;
    if (!room || room.provisional || status.kind !== 'open') {
      return;
    }
    this.#memberLoader.load(room);
    this.#reader.read();
    for (let page = 0; page < MAX_PAGES && room.needsHistory && (await rooms.loadOlder(room)); ) {
      page += 1;
    }
    await receipts.refresh(room, me.id);
  }

  /** An address may lead to a conversation that is not begun. */
  #openProvisional() {
    const { me, room, current, groups } = this.#chat;
    const peer = me && !room && current && peerIn(current, me.id);
    if (peer) {
      groups.openDirect(peer === me.id ? me : { id: peer });
    }
  }
}
