const KEY = 'parley.settings';

/** The user's settings in this browser: `{theme?, language?, greeted?, notify?, notifyOffered?}`. */
export class Settings {
  #storage;
  #chosen;

  constructor(storage) {
    this.#storage = storage;
    this.#chosen = JSON.parse(storage.getItem(KEY) ?? '{}');
  }

  get theme() {
    return this.#chosen.theme;
  }

  get language() {
    return this.#chosen.language;
  }

  get greeted() {
    return this.#chosen.greeted ?? false;
  }

  get notify() {
    return this.#chosen.notify ?? false;
  }

  get notifyOffered() {
    return this.#chosen.notifyOffered ?? false;
  }

  /** Another tab of this browser has changed them. */
  reload() {
    this.#chosen = { ...this.#chosen, ...JSON.parse(this.#storage.getItem(KEY) ?? '{}') };
  }

  set(chosen) {
    this.#chosen = { ...this.#chosen, ...chosen };
    this.#storage.setItem(KEY, JSON.stringify(this.#chosen));
  }
}
