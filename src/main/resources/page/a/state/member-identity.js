import { Identity } from '../client/identity.js';
import { memoryStore } from '../client/memory-store.js';

const PREFIX = 'parley.member';
const USER = `${PREFIX}.user`;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/**
 * The identity of a user who signs in at the team's issuer. Tokens are kept in memory alone; who the user was last time is
 * remembered, so that their rooms can be shown before the connection is open.
 */
export class MemberIdentity extends Identity {
  #storage;

  /** @param user the user's id, if the issuer has said so: whoever else was here is forgotten */
  constructor(storage, user) {
    if (user && storage.getItem(USER) !== user) {
      forgetMember(storage);
    }
    super(withoutTokens(storage), PREFIX);
    this.#storage = storage;
  }

  /** Without a token nobody comes in: a member never becomes a guest. */
  credentials() {
    return { token: super.credentials().token ?? '' };
  }

  get last() {
    const id = this.#storage.getItem(USER);
    return id ? { id, name: this.#storage.getItem(`${PREFIX}.name`) ?? '' } : undefined;
  }
}

export function forgetMember(storage) {
  [USER, `${PREFIX}.name`].forEach((key) => storage.removeItem(key));
}

/** The id of an issuer's subject: the start of the lower-case base32 of a hash (protocol.md section 3). */
export async function memberId(issuer, subject) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${issuer}\n${subject}`)));
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: LENGTH }, (_, index) => LETTERS[parseInt(bits.slice(index * 5, index * 5 + 5), 2)]).join('');
}

function withoutTokens(storage) {
  const memory = memoryStore();
  const storeOf = (key) => (key.endsWith('.token') ? memory : storage);
  return {
    getItem: (key) => storeOf(key).getItem(key),
    setItem: (key, value) => storeOf(key).setItem(key, value),
    removeItem: (key) => storeOf(key).removeItem(key),
  };
}
