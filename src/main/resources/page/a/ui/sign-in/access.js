import { attempt } from '../storage.js';

/** A pasted token or key lasts as long as this tab, and is in no address. */
const KEY = 'parley.ops.proof';

/** What proves to the API that somebody is an operator: what they have pasted, or the issuer's token. Fires `change`, and `renewed` when the issuer's token is another one. */
export class Access extends EventTarget {
  #session;
  #pasted;

  /** Why there is none: `rejected` if the last one was. */
  why;

  /**
   * @param signIn at the team's issuer, see sign-in.js
   * @param session of this tab
   */
  constructor({ signIn, session }) {
    super();
    this.signIn = signIn;
    this.#session = session;
    signIn.addEventListener('change', () => this.#changed());
  }

  /** Finds out what this tab has, or whom the browser has signed in. */
  async arrive(answer) {
    this.#pasted = attempt(() => this.#session.getItem(KEY)) ?? undefined;
    if (answer || !this.#pasted) {
      await this.signIn.arrive(answer);
    }
    if (this.signIn.as === 'member') {
      this.#forget();
      // Each request has the token of its moment; a socket is told of it.
      this.signIn.keep(async () => this.dispatchEvent(new Event('renewed')));
    }
  }

  get open() {
    return this.proof !== undefined;
  }

  get proof() {
    return this.#pasted ?? this.signIn.signedIn?.token;
  }

  get pasted() {
    return this.#pasted !== undefined;
  }

  /** Somebody has pasted a token or a key. */
  paste(text) {
    this.#pasted = text;
    this.why = undefined;
    attempt(() => this.#session.setItem(KEY, text));
    this.#changed();
  }

  /** Forgets what was pasted, or leaves the issuer's token alone until it is asked for again. */
  async close() {
    this.#forget();
    if (this.signIn.signedIn) {
      await this.signIn.out();
    }
    this.#changed();
  }

  /** The API does not take this proof any more; resolves to whether there is another. */
  async rejected(proof) {
    if (proof !== this.proof) {
      return this.open;
    }
    if (!this.#pasted && this.signIn.signedIn) {
      try {
        if (await this.signIn.signedIn.expired()) {
          return true;
        }
      } catch {
        // The issuer is away: the next round asks again.
        return false;
      }
      this.signIn.signedIn.stop();
      this.signIn.signedIn = undefined;
    }
    this.#forget();
    this.why = 'rejected';
    this.#changed();
    return false;
  }

  #forget() {
    this.#pasted = undefined;
    attempt(() => this.#session.removeItem(KEY));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
