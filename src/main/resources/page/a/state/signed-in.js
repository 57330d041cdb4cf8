/** How long before its end a token is renewed; a short one after three quarters of its time. */
const MARGIN_MS = 60_000;
const PART = 4;
/** Between attempts to renew while the issuer or the pod is away; doubles up to the longest. */
const PAUSE_MS = 2_000;
const LONGEST_MS = 30_000;

/**
 * What proves who the user is, as long as the page is open: the issuer's tokens, in memory alone, renewed before they
 * end. While the issuer is away the last token is used to its end; it is asked again until then.
 */
export class SignedIn {
  #tokens;
  #ends;
  #refresh;
  #present;
  #timers;
  #cancel = () => {};
  #refreshing;
  #pause = PAUSE_MS;
  /** The token that the service has, or had. */
  #presented;
  #over = false;

  /**
   * @param tokens `{token, refresh?, idToken, subject, lasts}`, see ui/sign-in/provider.js
   * @param refresh gets fresh ones for these: resolves to `undefined` if there are no more, rejects if that is not known
   * @param present gives a fresh token to the service; rejects if it has to be given again
   */
  constructor(tokens, { refresh, present, timers }) {
    this.#refresh = refresh;
    this.#present = present;
    this.#timers = timers;
    this.#take(tokens);
    this.#presented = tokens.token;
  }

  get token() {
    return this.#tokens.token;
  }

  get tokens() {
    return this.#tokens;
  }

  /** The service says that the token has expired: resolves to another one, to `null` if there is none any more. */
  async expired() {
    if (this.token === this.#presented && !(await this.#fresh())) {
      return null;
    }
    this.#presented = this.token;
    return this.token;
  }

  /** Nothing is renewed any more. */
  stop() {
    this.#over = true;
    this.#cancel();
  }

  #take(tokens) {
    const { refresh, idToken, subject } = { ...this.#tokens };
    this.#tokens = { ...tokens, refresh: tokens.refresh ?? refresh, idToken: tokens.idToken ?? idToken, subject: tokens.subject ?? subject };
    this.#ends = this.#timers.now() + tokens.lasts;
    this.#in(tokens.lasts - Math.min(MARGIN_MS, tokens.lasts / PART));
  }

  #in(ms) {
    this.#cancel();
    this.#cancel = this.#timers.after(Math.max(0, ms), () => this.#renew());
  }

  async #renew() {
    try {
      if (this.token === this.#presented && !(await this.#fresh())) {
        return;
      }
      const { token } = this;
      await this.#present(token);
      this.#presented = token;
      this.#pause = PAUSE_MS;
    } catch {
      // The issuer or the service is away: until the end of the token there is time.
      this.#again();
    }
  }

  #again() {
    if (!this.#over && this.#timers.now() < this.#ends) {
      this.#in(this.#pause);
      this.#pause = Math.min(2 * this.#pause, LONGEST_MS);
    }
  }

  /** Gets fresh tokens, once at a time; resolves to whether there are any. */
  async #fresh() {
    this.#refreshing ??= this.#ask().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #ask() {
    if (this.#over || !this.#tokens.refresh) {
      return false;
    }
    const tokens = await this.#refresh(this.#tokens);
    if (!tokens || this.#over || (tokens.subject ?? this.#tokens.subject) !== this.#tokens.subject) {
      this.stop();
      return false;
    }
    this.#take(tokens);
    return true;
  }
}
