import { Client } from '/page/a/client/client.js';
import { Identity } from '/page/a/client/identity.js';
import { memoryStore } from '/page/a/client/memory-store.js';
import { Table } from '/page/a/client/table.js';
import { Chat } from '/page/a/state/chat.js';
import { RoomCache } from '/page/a/state/room-cache.js';
import { ADA } from '/client/frames.js';
import { Clock, Socket } from './world.js';

export * from '/client/frames.js';

/** One person with a page open; a test plays the server at the end of `socket`. */
export class Member {
  clock = new Clock();
  storage;
  chat;
  /** By how much the server's clock is ahead of hers. */
  behind = 0;
  #opened = [];

  constructor(storage = memoryStore()) {
    this.storage = storage;
    this.chat = new Chat({
      openClient: ({ rejected }) =>
        new Client({
          openSocket: () => this.#open(),
          identity: new Identity(storage),
          outbox: new Table(storage, 'parley.outbox'),
          rejected,
          complete: false,
          keepFailed: true,
          timers: this.clock,
          random: () => 0.5,
        }),
      roomCache: new RoomCache(new Table(storage, 'parley.rooms'), this.clock),
      blocked: new Table(storage, 'parley.blocked'),
      timers: this.clock,
    });
    this.chat.enter('lobby');
    this.chat.start();
  }

  #open() {
    const socket = new Socket();
    this.#opened.push(socket);
    return socket;
  }

  get socket() {
    return this.#opened.at(-1);
  }

  get connections() {
    return this.#opened.length;
  }

  /** The socket opens and the server knows her, in the rooms of these states. */
  async arrives(...rooms) {
    if (this.socket.readyState === 0) {
      await this.socket.open();
    }
    await this.socket.grants('hello', {
      session: 's1',
      user: ADA,
      token: 'token-of-ada',
      now: this.clock.now() + this.behind,
      heartbeat: 25_000,
      limits: {},
      pod: 'pod-a',
      rooms,
    });
    await this.socket.grants('rooms', { rooms: [], total: 0 });
    await this.#meets();
  }

  /** Who else is there is asked once in a while; and who is muted or banned, by a moderator. */
  async #meets() {
    for (const { ref } of this.socket.sent.filter(({ op }) => op === 'members')) {
      await this.socket.says({ ref, ok: { members: [], count: 2, online: 2 } });
    }
  }

  async says(text) {
    this.chat.messages.send(this.chat.current, text);
    await this.clock.pass(0);
  }

  /** The server stores what was sent last. */
  async stored(seq, epoch = 'e1') {
    const { room, cid } = this.socket.last('send');
    const id = `${ADA.id}.${cid}`;
    await this.socket.grants('send', { room, id, epoch, seq, at: this.clock.now(), duplicate: false });
  }

  /** What stands on the page, in order, with what waits in brackets. */
  get sees() {
    const { room } = this.chat;
    const waiting = this.chat.messages.waiting(room.id).filter(({ id }) => !room.log.has(id));
    return [...room.log.messages.map(({ text }) => text), ...waiting.map(({ text }) => `[${text}]`)];
  }

  get sent() {
    return this.socket.sent.filter(({ op }) => op === 'send').map(({ text }) => text);
  }
}
