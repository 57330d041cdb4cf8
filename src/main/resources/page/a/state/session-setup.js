import { peerIn } from '../client/direct.js';
import { Previews } from './previews.js';

/** How many pages are loaded at most to find the first unread message of a room. */
const MAX_PAGES = 2;

/** How a session starts: rooms are restored from the cache, the server answers `hello`, and the open room is loaded. */
export class SessionSetup {
  #chat;
  #roomCache;
  #memberLoader;
  #restricted;
  #reader;
  #previews;
  #former;
  #entered;

  constructor(chat, { roomCache, memberLoader, restricted, reader }) {
    this.#chat = chat;
    this.#roomCache = roomCache;
    this.#memberLoader = memberLoader;
    this.#restricted = restricted;
    this.#reader = reader;
    this.#previews = new Previews(chat.rooms);
  }

  /** Shows the user's rooms before the connection is open. */
  restore() {
    this.#former = this.#chat.me;
    if (this.#former) {
      this.#chat.rooms.restore(this.#roomCache.load(this.#former.id));
    }
  }

  /** Handles the server's reply to `hello`; `gone` are the rooms in which the user is no longer. */
  helloReceived({ user, pod }, gone) {
    const chat = this.#chat;
    Object.assign(chat, { pod, goingAway: false });
    if (chat.notice?.code === 'stranger') {
      chat.notice = { code: 'someone_new', name: user.name };
    } else if (this.#former && gone.includes(chat.current)) {
      chat.notice = { code: 'removed', room: chat.current };
    }
    this.#former = user;
    chat.directory.watch();
    this.#openProvisional();
    this.loadRoom().then(() => this.#previews.load());
  }

  /** The server rejected the user's identity: they come back as a new guest. */
  identityRejected() {
    this.#chat.rooms.clear();
    this.#roomCache.load(undefined);
    this.#chat.notice = { code: 'stranger' };
    return null;
  }

  /** The user opened another room. */
  roomChanged() {
    this.#openProvisional();
    this.loadRoom();
  }

  /**
   * The open room has become one of the user's, however that came about: they joined by a link or a button, returned
   * after a kick, were invited. It is entered like any other; nothing happens if it was already.
   */
  roomAdded() {
    if (this.#chat.room !== this.#entered) {
      this.loadRoom();
    }
  }

  /** Loads what the open room lacks. */
  async loadRoom() {
    const { room, rooms, me, receipts, status } = this.#chat;
    if (!room || room.provisional || status.kind !== 'open') {
      return;
    }
    this.#entered = room;
    this.#memberLoader.load(room);
    this.#restricted.load(room);
    this.#reader.loaded();
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
