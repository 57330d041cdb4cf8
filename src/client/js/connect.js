import { socketAddress } from './address.js';
import { Client } from './client.js';
import { Identity } from './identity.js';
import { memoryStore } from './memory-store.js';
import { Positions } from './positions.js';
import { Table } from './table.js';
import { timers } from './timers.js';
import { whenBrowserWakes } from './wake.js';

const SUBPROTOCOL = 'parley.v1';

/**
 * Connects to a service and stays connected, until `close`. Returns a [Client] at once.
 *
 * @param url of the service, with or without `/ws`
 * @param token of the user: the last one of the store, or from the team's issuer; none: a guest
 * @param name of a new guest
 * @param store keeps the user and what waits to be stored: `localStorage`, another one of this package, or any object
 *     with its methods; in memory by default
 * @param resume whether the store also keeps where to resume, for a program that handles each message once. A page that
 *     shows a room rather begins with its newest messages
 * @param prefix of the keys in the store: one for each user and service that share it
 * @param WebSocket the class, where the platform has none
 * @param onExpired gets another token from the issuer when this one has expired (4401)
 * @param onRejected the token was rejected (4501): returns another one, `null` to come back as a new guest, or nothing
 */
export function connect({ url, token, name, store = memoryStore(), prefix = 'parley', WebSocket = globalThis.WebSocket, resume = false, ...more }) {
  if (typeof WebSocket !== 'function') {
    throw new TypeError('Expected a WebSocket class: this platform has none, so hand one in, as connect({ url, WebSocket })');
  }
  const address = socketAddress(url);
  const identity = new Identity(store, prefix);
  identity.use({ token, name });
  const client = new Client({
    openSocket: () => new WebSocket(address, SUBPROTOCOL),
    identity,
    outbox: more.outbox ?? new Table(store, `${prefix}.outbox`),
    expired: more.onExpired,
    rejected: more.onRejected,
    complete: resume || undefined,
    timers,
  });
  const positions = resume ? new Positions(client, new Table(store, `${prefix}.position`), timers) : undefined;
  let stopWaking = () => {};
  client.on('status', ({ kind }) => {
    stopWaking();
    stopWaking = kind === 'ended' ? () => {} : whenBrowserWakes(() => client.wake());
    if (kind === 'ended') {
      positions?.flush();
    }
  });
  client.start();
  return client;
}
