/** One list of the API, as far as the operator has leafed through it. */
export class Listing {
  #path;
  #trail = [''];

  /** The last answer to come, or nothing yet. */
  page;
  query = '';

  constructor(path) {
    this.#path = path;
  }

  /** Asks for the page again. An answer to what is not asked for any more is dropped. */
  async load(admin) {
    const { query } = this;
    const cursor = this.#trail.at(-1);
    const page = await admin.get(this.#path, { query, cursor });
    if (query === this.query && cursor === this.#trail.at(-1)) {
      this.page = page;
    }
  }

  get first() {
    return this.#trail.length === 1;
  }

  get last() {
    return this.page?.cursor === undefined;
  }

  next() {
    // A second click, before the page came, means the same one.
    if (!this.last && this.page.cursor !== this.#trail.at(-1)) {
      this.#trail.push(this.page.cursor);
    }
  }

  back() {
    if (!this.first) {
      this.#trail.pop();
    }
  }

  search(query) {
    this.query = query;
    this.#trail = [''];
  }
}
