import { socketAddress } from '../client/address.js';
import { parsed } from '../client/json.js';

const SUBPROTOCOL = 'parley.v1';
/** The reference of the console's own `hello`. */
const HELLO = 'hello';
/** What stands in the journal in place of a token. */
const HIDDEN = '•••';

/**
 * The console's connection: sends what it is told to as it is, and writes down all that is sent and comes. It does not
 * come back by itself, so that one sees how it ended. Fires `change`, and `answer`
 * (`{op, took, problem?}`) for each reply.
 */
export class Line extends EventTarget {
  #address;
  #journal;
  #timers;
  #socket;
  #refs = 0;
  #pending = new Map();

  /** `closed`, `connecting`, `open`, or `refused`: the connection stands, but `hello` was refused. */
  state = 'closed';
  /** How the last connection ended: `{code, reason}`. */
  end;
  user;
  limits;

  constructor(api, { journal, timers }) {
    super();
    this.#address = socketAddress(new URL('ws', api));
    this.#journal = journal;
    this.#timers = timers;
  }

  get address() {
    return this.#address;
  }

  /** @param token of whoever connects; nothing for a new guest */
  connect(token) {
    this.close();
    const socket = new WebSocket(this.#address, SUBPROTOCOL);
    this.#socket = socket;
    this.#set('connecting');
    socket.onopen = () => this.#sendNow({ op: 'hello', ref: HELLO, ...(token !== undefined && { token }) });
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => socket === this.#socket && this.#ended(code, reason);
  }

  close() {
    const socket = this.#socket;
    if (socket) {
      Object.assign(socket, { onopen: null, onmessage: null });
      socket.close(1000);
      this.#ended(1000, '');
    }
  }

  /** The token is another one now. */
  renew(token) {
    if (this.state === 'open') {
      this.#sendNow({ op: 'hello', ref: HELLO, token });
    }
  }

  /** Sends a command with a reference of its own, or as it is. Returns whether there was a connection. */
  send(command, { raw }) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#refs += 1;
    this.#sendNow(raw ? command : { op: command.op, ref: String(this.#refs), ...command });
    return true;
  }

  #sendNow(command) {
    const at = this.#timers.now();
    this.#journal.add({ at, kind: 'sent', name: String(command.op), room: roomOf(command), frame: hidden(command) });
    if (typeof command.ref === 'string') {
      this.#pending.set(command.ref, { op: command.op, room: roomOf(command), at });
    }
    this.#socket.send(JSON.stringify(command));
  }

  #receive(data) {
    const at = this.#timers.now();
    const frame = parsed(data) ?? {};
    if (frame.ref === undefined) {
      this.#journal.add({ at, kind: 'event', name: String(frame.ev), room: frame.room, frame });
      return;
    }
    const { op = '?', room, at: since = at } = this.#pending.get(frame.ref) ?? {};
    this.#pending.delete(frame.ref);
    const entry = { at, kind: 'reply', name: op, room: frame.ok?.room ?? room, took: at - since, problem: frame.error?.code };
    this.#journal.add({ ...entry, frame: frame.ok ? { ...frame, ok: hidden(frame.ok) } : frame });
    if (op === 'hello') {
      this.#greeted(frame);
    }
    this.dispatchEvent(Object.assign(new Event('answer'), { op, took: at - since, problem: frame.error }));
  }

  #greeted({ ok }) {
    if (ok) {
      Object.assign(this, { user: ok.user, limits: ok.limits, end: undefined });
      this.#set('open');
    } else if (this.state === 'connecting') {
      this.#set('refused');
    }
  }

  #ended(code, reason) {
    this.#socket = undefined;
    this.#pending.clear();
    this.user = undefined;
    this.end = { code, reason };
    this.#journal.add({ at: this.#timers.now(), kind: 'line', name: String(code), frame: { code, reason } });
    this.#set('closed');
  }

  #set(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

function roomOf({ room }) {
  return typeof room === 'string' ? room : undefined;
}

function hidden(fields) {
  return typeof fields.token === 'string' ? { ...fields, token: HIDDEN } : fields;
}
