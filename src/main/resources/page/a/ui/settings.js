import { attempt } from './storage.js';

const KEY = 'parley.settings';

const THEMES = new Set(['auto', 'light', 'dark']);

/**
 * The user's settings in this browser: `{theme?, language?, greeted?, notify?}`. What makes no sense was not chosen; what
 * the browser does not store is kept while the page is open.
 */
export class Settings {
  #storage;
  #chosen;

  constructor(storage) {
    this.#storage = storage;
    this.#chosen = { ...attempt(() => JSON.parse(storage.getItem(KEY))) };
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

  set(chosen) {
    this.#chosen = { ...this.#chosen, ...chosen };
    attempt(() => this.#storage.setItem(KEY, JSON.stringify(this.#chosen)));
  }
}
