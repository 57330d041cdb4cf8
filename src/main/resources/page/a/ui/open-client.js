import { socketAddress } from '../client/address.js';
import { Client } from '../client/client.js';
import { Identity } from '../client/identity.js';
import { timers } from '../client/timers.js';
import { MemberIdentity } from '../state/member-identity.js';

/**
 * How the chat gets its client: for a guest of this browser, or for whom the issuer has said who they are. A member never
 * becomes somebody else: without a valid token they stay away until they have signed in again.
 */
export function clientOpener({ api, storage, outbox, signIn }) {
  return ({ rejected }) => {
    const { member } = signIn;
    const identity = member ? new MemberIdentity(storage, signIn.user) : new Identity(storage);
    const client = new Client({
      openSocket: () => new WebSocket(socketAddress(api || location.origin), 'parley.v1'),
      identity,
      outbox,
      expired: async () => signIn.signedIn?.expired(),
      rejected: member ? async () => undefined : rejected,
      complete: false,
      keepFailed: true,
      timers,
    });
    if (signIn.as === 'member') {
      const { token } = signIn.keep((fresh) => present(client, identity, fresh));
      identity.use({ token });
    }
    return client;
  };
}

/** Gives a fresh token to the service: on the open connection, or with the next one. */
async function present(client, identity, token) {
  try {
    if (client.status.kind === 'open') {
      await client.renew(token);
      return;
    }
  } catch (refusal) {
    if (refusal.code !== 'lost') {
      throw refusal;
    }
  }
  identity.use({ token });
}
