/** The identity of a client: its token and the name last used, kept in a store; all tabs of an origin may share it. */
export class Identity {
  #store;
  #keys;
  #used = null;
  /** What the store did not take. */
  #unsaved = new Map();

  /** @param prefix of its keys in the store */
  constructor(store, prefix = 'parley') {
    this.#store = store;
    this.#keys = { token: `${prefix}.token`, name: `${prefix}.name`, user: `${prefix}.user` };
  }

  /** The fields of `hello` that identify the user. */
  credentials() {
    this.#used = this.#get(this.#keys.token);
    const name = this.#get(this.#keys.name);
    return this.#used ? { token: this.#used } : name ? { name } : {};
  }

  /** The user as the server last knew them; `undefined` for a newcomer. */
  get last() {
    const id = this.#get(this.#keys.token) && this.#get(this.#keys.user);
    return id ? { id, name: this.#get(this.#keys.name) } : undefined;
  }

  /** Comes with this token, or as a guest of this name, from the next `hello` on. */
  use({ token, name }) {
    this.#put(this.#keys.token, token);
    this.#put(this.#keys.name, name);
  }

  /** The server knows the user: each `hello` gives a fresh token, but for a key, which stays. */
  save(token, { id, name }) {
    this.#used = token ?? this.#used;
    this.#put(this.#keys.token, this.#used);
    this.#put(this.#keys.user, id);
    this.#put(this.#keys.name, name);
  }

  renamed(name) {
    this.#put(this.#keys.name, name);
  }

  /** Drops the rejected token unless another tab has replaced it already. Returns whether there was one. */
  forget() {
    const had = this.#used !== null;
    if (this.#get(this.#keys.token) === this.#used) {
      this.#unsaved.delete(this.#keys.token);
      this.#store.removeItem(this.#keys.token);
    }
    return had;
  }

  #get(key) {
    return this.#unsaved.get(key) ?? this.#store.getItem(key);
  }

  #put(key, value) {
    if (value === undefined) {
      return;
    }
    try {
      this.#unsaved.delete(key);
      this.#store.setItem(key, value);
    } catch {
      this.#unsaved.set(key, value);
    }
  }
}
