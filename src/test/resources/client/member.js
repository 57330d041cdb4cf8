import { Client } from '/page/a/client/client.js';
import { Identity } from '/page/a/client/identity.js';
import { memoryStore } from '/page/a/client/memory-store.js';
import { applyEntry } from '/page/a/client/model/entry.js';
import { Log } from '/page/a/client/model/log.js';
import { Positions } from '/page/a/client/positions.js';
import { Table } from '/page/a/client/table.js';
import { Clock, Socket } from '/browser/world.js';
import { ADA } from './frames.js';

export * from './frames.js';

/** One person with a client; a test plays the server at the end of `socket`. */
export class Member {
  clock = new Clock();
  store;
  client;
  room;
  /** What listeners of the room were called with: `[type, text, replay]`. */
  heard = [];
  log = new Log();
  /** The outcome of the latest [says]. */
  sending;
  #opened = [];

  constructor({ store = memoryStore(), ...options } = {}) {
    this.store = store;
    this.client = new Client({
      openSocket: () => this.#open(),
      identity: new Identity(store),
      outbox: new Table(store, 'parley.outbox'),
      timers: this.clock,
      random: () => 0.5,
      ...options,
    });
    this.client.on('state', ({ state, messages = [] }) => {
      if (state === 'reset') {
        this.log.clear();
      }
      messages.forEach((message) => this.log.put(message));
    });
    for (const type of ['message', 'edit', 'delete', 'react', 'moved']) {
      this.client.on(type, (event, { replay }) => {
        this.heard.push([type, event.text, replay]);
        applyEntry(this.log, event, ADA.id);
      });
    }
    this.client.on('stored', ({ op, text }, { id, epoch, seq, at }) => {
      if (op === 'send' && !this.log.has(id)) {
        this.log.put({ id, epoch, seq, at, from: ADA, text });
      }
    });
    this.client.on('lost', (_, id) => this.log.drop(id));
    this.positions = new Positions(this.client, new Table(store, 'parley.position'), this.clock);
    this.room = this.client.room('lobby');
    this.client.start();
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

  get status() {
    return this.client.status;
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
      now: this.clock.now(),
      heartbeat: 25_000,
      limits: { frameSize: 65_536 },
      pod: 'pod-a',
      rooms,
    });
  }

  /** The connection ends, and she is back in the room of this state. */
  async returns(state, code = 1012) {
    await this.socket.ends(code);
    await this.clock.pass(code === 1012 ? 0 : 500);
    await this.arrives(state);
  }

  async says(text) {
    this.sending = this.room.send(text);
    await this.clock.pass(0);
  }

  /** The server stores what was sent last. */
  async stored(seq, epoch = 'e1') {
    const { room, cid } = this.socket.last('send');
    const id = `${ADA.id}.${cid}`;
    await this.socket.grants('send', { room, id, epoch, seq, at: this.clock.now(), duplicate: false });
  }

  /** What a view of the room shows, in order, with what waits in brackets. */
  get sees() {
    const waiting = this.room.waiting.filter(({ id }) => !this.log.has(id));
    return [...this.log.messages.map(({ text }) => text), ...waiting.map(({ text }) => `[${text}]`)];
  }

  get sent() {
    return this.socket.sent.filter(({ op }) => op === 'send').map(({ text }) => text);
  }
}
