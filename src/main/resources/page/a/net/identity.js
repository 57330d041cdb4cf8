const TOKEN = 'parley.token';
const NAME = 'parley.name';
const USER = 'parley.user';

/** Who this browser is: the token that proves it and the name last used, shared by all tabs of the origin. */
export class Identity {
  #storage;
  #used = null;

  constructor(storage) {
    this.#storage = storage;
  }

  /** The fields of `hello` that say who comes. */
  credentials() {
    this.#used = this.#storage.getItem(TOKEN);
    const name = this.#storage.getItem(NAME);
    return this.#used ? { token: this.#used } : name ? { name } : {};
  }

  /** The user as the server last knew him; `undefined` for a newcomer. */
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

  /** Drops the token that was refused, unless another tab has found a better one; says whether there was one. */
  forget() {
    const had = this.#used !== null;
    if (this.#storage.getItem(TOKEN) === this.#used) {
      this.#storage.removeItem(TOKEN);
    }
    return had;
  }
}
