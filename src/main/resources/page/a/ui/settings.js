import { byTouch } from './touch.js';

const KEY = 'parley.settings';

/** The user's settings in this browser: `{theme?, language?, greeted?, notify?, notifyOffered?, enter?}`. */
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

  /** Whether Enter sends, rather than making a new line; by default except on touch screens. */
  get enterSends() {
    return this.#chosen.enter ? this.#chosen.enter === 'send' : !byTouch();
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
