const TOKEN = 'parley.token';
const NAME = 'parley.name';
const USER = 'parley.user';

/** The identity of this browser: its token and the name last used, shared by all tabs of the origin. */
export class Identity {
  #storage;
  #used = null;

  constructor(storage) {
    this.#storage = storage;
  }

  /** The fields of `hello` that identify the user. */
  credentials() {
    this.#used = this.#storage.getItem(TOKEN);
    const name = this.#storage.getItem(NAME);
    return this.#used ? { token: this.#used } : name ? { name } : {};
  }

  /** The user as the server last knew them; `undefined` for a newcomer. */
  get last() {
    const id = this.#storage.getItem(TOKEN) && this.#storage.getItem(USER);
    return id ? { id, name: this.#storage.getItem(NAME) } : undefined;
  }

  save(token, { id, name }) {
    this.#used = token;
    this.#storage.setItem(TOKEN, token);
    this.#storage.setItem(USER, id);
    this.#storage.setItem(NAME, name);
  }

  renamed(name) {
    this.#storage.setItem(NAME, name);
  }

  /** Drops the rejected token unless another tab has replaced it already. Returns whether there was one. */
  forget() {
    const had = this.#used !== null;
    if (this.#storage.getItem(TOKEN) === this.#used) {
      this.#storage.removeItem(TOKEN);
    }
    return had;
  }
}
