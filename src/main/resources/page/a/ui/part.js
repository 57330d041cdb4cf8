/**
 * A module that is not needed to open the page: it is loaded when it is used, or a little earlier. One that did not come
 * can be asked for again.
 */
export class Part {
  #path;
  #load;
  #attempts = 0;
  #exports;
  #loading;
  /** Whether it did not come when it was last used. */
  failed = false;

  /**
   * @param path its address, from the folder of `main.js`
   * @param load imports it: written out at the call, so that the bundler knows that it is loaded later
   */
  constructor(path, load) {
    this.#path = path;
    this.#load = load;
  }

  /** Resolves to what it exports; rejects if it does not come. */
  load() {
    this.#loading ??= this.#import().then(
      (exports) => {
        this.failed = false;
        this.#exports = exports;
        return exports;
      },
      (failure) => {
        this.#loading = undefined;
        throw failure;
      },
    );
    return this.#loading;
  }

  /** What it exports. While it is not there it is loaded, unless that has failed; `changed` is called afterwards. */
  use(changed) {
    if (!this.#exports && !this.failed) {
      this.load().then(changed, () => {
        this.failed = true;
        changed();
      });
    }
    return this.#exports;
  }

  /** Tries once more to load what is used. */
  again(changed) {
    this.failed = false;
    this.use(changed);
    changed();
  }

  /** Some browsers remember for ever that an address did not load, so each further attempt has one of its own. */
  #import() {
    this.#attempts += 1;
    const main = document.querySelector('script[type=module]')?.src;
    return this.#attempts === 1 ? this.#load() : import(new URL(`${this.#path}?attempt=${this.#attempts}`, main).href);
  }
}
