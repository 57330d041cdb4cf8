import { html } from '../lit/lit-html.js';
import { words } from './words.js';

/** A part of the page that is not needed to open it: a module that is loaded when it is used, or a little earlier. */
export class Part {
  #path;
  #load;
  #attempts = 0;
  #exports;
  #loading;
  /** Whether it did not come when it was last asked for. */
  failed = false;

  /**
   * @param path its address, from the folder of `main.js`
   * @param load imports it: written out at the call, so that the bundler knows that it is loaded later
   */
  constructor(path, load) {
    this.#path = path;
    this.#load = load;
  }

  /** What it exports. While it is not there it is loaded, unless that has failed; `changed` is called afterwards. */
  use(changed) {
    if (!this.#exports && !this.failed) {
      this.#fetch().then(changed);
    }
    return this.#exports;
  }

  /** Loads it before it is used; if that fails, its use is the next attempt. */
  async fetchAhead() {
    await this.#fetch();
    this.failed = false;
  }

  /** Tries once more. */
  again(changed) {
    this.failed = false;
    this.use(changed);
    changed();
  }

  /** Resolves, whether it comes or not. */
  #fetch() {
    this.#loading ??= this.#import().then(
      (exports) => {
        this.#exports = exports;
      },
      () => {
        this.failed = true;
        this.#loading = undefined;
      },
    );
    return this.#loading;
  }

  /** Some browsers remember for ever that an address did not load, so each further attempt has one of its own. */
  #import() {
    this.#attempts += 1;
    const main = document.querySelector('script[type=module]').src;
    return this.#attempts === 1 ? this.#load() : import(new URL(`${this.#path}?attempt=${this.#attempts}`, main).href);
  }
}

/** What a dialog shows in place of a part that is not there. */
export function partView(part, changed, close) {
  return html`
    <h2 id="sheet-title" role="status">${part.failed ? words.partMissing : words.loading}</h2>
    <div class="choices">
      <button type="button" @click=${close}>${words.close}</button>
      ${part.failed ? html`<button type="button" class="strong" id="part-again" @click=${() => part.again(changed)}>${words.retry}</button>` : ''}
    </div>
  `;
}
