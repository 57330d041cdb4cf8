import { peerIn } from './direct.js';
import { Previews } from './previews.js';

/** Pages that are loaded so that whoever enters a room finds where the unread begins. */
const MOST_PAGES = 2;

/** How the user comes in: remembered before anybody is asked, greeted by the server, then into a room. */
export class Entrance {
  #chat;
  #identity;
  #outbox;
  #album;
  #attendance;
  #reader;
  #previews;

  constructor(chat, { identity, outbox, album, attendance, reader }) {
    this.#chat = chat;
    this.#identity = identity;
    this.#outbox = outbox;
    this.#album = album;
    this.#attendance = attendance;
    this.#reader = reader;
    this.#previews = new Previews(chat.rooms);
  }

  /** Who the user was and where he talked. */
  remember() {
    this.#chat.me = this.#identity.last;
    if (this.#chat.me) {
      this.#chat.rooms.restore(this.#album.of(this.#chat.me.id));
    }
  }

  /** The server's answer to `hello`. */
  greeted({ user, token, pod, limits, rooms }) {
    const chat = this.#chat;
    const former = chat.me;
    Object.assign(chat, { me: user, pod, limits, goingAway: false });
    this.#identity.keep(token, user);
    this.#outbox.handOver(user.id, { code: 'someone_new', message: 'You are someone new here now' });
    const gone = chat.rooms.greeted(rooms);
    gone.forEach((id) => this.#album.drop(id));
    if (chat.notice?.code === 'stranger') {
      chat.notice = { code: 'someone_new', name: user.name };
    } else if (former && gone.includes(chat.current)) {
      chat.notice = { code: 'removed', room: chat.current };
    }
    chat.directory.watch();
    this.#imagine();
    this.open().then(() => this.#previews.fill());
  }

  /** The server does not accept who the user says he is: he comes back as someone new, once. */
  refused(comeBack) {
    if (this.#identity.forget()) {
      this.#chat.rooms.forget();
      this.#album.of(undefined);
      this.#chat.notice = { code: 'stranger' };
      comeBack();
    }
  }

  /** The user turned to another room. */
  entered() {
    this.#imagine();
    this.open();
  }

  /** Fills the open room with what it lacks. */
  async open() {
    const { room, rooms, me, receipts, status } = this.#chat;
    if (!room || room.imagined || status.kind !== 'open') {
      return;
    }
    this.#attendance.of(room);
    this.#reader.read();
    for (let page = 0; page < MOST_PAGES && room.lacksUnread && (await rooms.older(room)); ) {
      page += 1;
    }
    await receipts.refresh(room, me.id);
  }

  /** An address may lead to a conversation that is not begun. */
  #imagine() {
    const { me, room, current, groups } = this.#chat;
    const peer = me && !room && current && peerIn(current, me.id);
    if (peer) {
      groups.direct(peer === me.id ? me : { id: peer });
    }
  }
}
