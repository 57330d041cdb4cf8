import { attempt } from './storage.js';
import { byTouch } from './touch.js';

const KEY = 'parley.settings';

const THEMES = new Set(['auto', 'light', 'dark']);

/**
 * The user's settings in this browser: `{theme?, language?, greeted?, notify?, notifyOffered?, enter?}`. What makes no
 * sense was not chosen; what the browser does not store is kept while the page is open.
 */
export class Settings {
  #storage;
  #chosen;

  constructor(storage) {
    this.#storage = storage;
    this.#chosen = this.#stored();
  }

  get theme() {
    const { theme } = this.#chosen;
    return THEMES.has(theme) ? theme : undefined;
  }

  get language() {
    const { language } = this.#chosen;
    return typeof language === 'string' ? language : undefined;
  }

  get greeted() {
    return this.#chosen.greeted === true;
  }

  get notify() {
    return this.#chosen.notify === true;
  }

  /** Whether Enter sends, rather than making a new line; by default except on touch screens. */
  get enterSends() {
    return this.#chosen.enter ? this.#chosen.enter === 'send' : !byTouch();
  }

  get notifyOffered() {
    return this.#chosen.notifyOffered === true;
  }

  /** Another tab of this browser has changed them. */
  reload() {
    this.#chosen = { ...this.#chosen, ...this.#stored() };
  }

  set(chosen) {
    this.#chosen = { ...this.#chosen, ...chosen };
    attempt(() => this.#storage.setItem(KEY, JSON.stringify(this.#chosen)));
  }

  #stored() {
    return { ...attempt(() => JSON.parse(this.#storage.getItem(KEY))) };
  }
}
