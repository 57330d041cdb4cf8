import { peerIn } from './direct.js';
import { Previews } from './previews.js';

/** How many pages are loaded at most to find the first unread message of a room. */
const MAX_PAGES = 2;

/** How a session starts: rooms are restored from the cache, the server answers `hello`, and the open room is loaded. */
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

  /** Restores the user and their rooms before the connection is open. */
  restore() {
    this.#chat.me = this.#identity.last;
    if (this.#chat.me) {
      this.#chat.rooms.restore(this.#roomCache.load(this.#chat.me.id));
    }
  }

  /** Handles the server's reply to `hello`. */
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

  /** The server rejected the user's identity: reconnects once as a new guest. */
  identityRejected(reconnect) {
    if (this.#identity.forget()) {
      this.#chat.rooms.clear();
      this.#roomCache.load(undefined);
      this.#chat.notice = { code: 'stranger' };
      reconnect();
    }
  }

  /** The user opened another room. */
  roomChanged() {
    this.#openProvisional();
    this.loadRoom();
  }

  /** Loads what the open room lacks. */
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

  /** The address may name a direct conversation that does not exist yet. */
  #openProvisional() {
    const { me, room, current, groups } = this.#chat;
    const peer = me && !room && current && peerIn(current, me.id);
    if (peer) {
      groups.openDirect(peer === me.id ? me : { id: peer });
    }
  }
}
