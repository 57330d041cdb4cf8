import { Listing } from './listing.js';

/** Pods tell each other their numbers as often. */
const EVERY_MS = 5_000;

/** Troubles that the other lists would have, too. */
const OF_ALL = new Set(['lost', 'unauthenticated', 'forbidden']);

/**
 * What the operator sees and does. While the page is visible it asks for everything every few seconds; what does not come
 * leaves what was there. Fires `change`.
 */
export class Desk extends EventTarget {
  #admin;
  #access;
  #timers;
  #cancel = () => {};
  #asking = false;
  #again = false;
  #visible = true;

  pods = new Listing('pods');
  people = new Listing('users');
  rooms = new Listing('rooms');
  talkers = new Listing('talkers');
  refusals = new Listing('refusals');

  /** When everything came last. */
  at;
  /** Why the last round did not: a code of the API, or `lost`. */
  trouble;

  constructor(admin, { access, timers }) {
    super();
    this.#admin = admin;
    this.#access = access;
    this.#timers = timers;
    access.addEventListener('change', () => {
      this.trouble = undefined;
      if (access.open) {
        this.refresh();
      } else {
        this.#clear();
      }
    });
  }

  start() {
    this.refresh();
  }

  set visible(visible) {
    const appeared = visible && !this.#visible;
    this.#visible = visible;
    if (appeared) {
      this.refresh();
    }
  }

  /** Whether whoever proves themselves is no operator. */
  get forbidden() {
    return this.trouble === 'forbidden';
  }

  /** Asks for everything now; while that is under way, once more afterwards. */
  refresh() {
    if (this.#asking) {
      this.#again = true;
    } else {
      this.#round();
    }
  }

  next(listing) {
    listing.next();
    this.refresh();
  }

  back(listing) {
    listing.back();
    this.refresh();
  }

  search(query) {
    this.people.search(query);
    this.refresh();
  }

  async end({ id }) {
    await this.#admin.post(`users/${id}/disconnect`);
    this.refresh();
  }

  async revoke({ id }) {
    await this.#admin.post(`users/${id}/revoke`);
    this.refresh();
  }

  async announce(text) {
    await this.#admin.post('announce', { text });
  }

  async #round() {
    this.#cancel();
    if (!this.#access.open || !this.#visible) {
      return;
    }
    this.#asking = true;
    this.#again = false;
    let trouble;
    // The people first: that is what an operator waits for.
    for (const listing of [this.people, this.pods, this.refusals, this.rooms, this.talkers]) {
      try {
        await listing.load(this.#admin);
        this.#changed();
      } catch (refusal) {
        trouble ??= refusal.code ?? 'internal';
        if (OF_ALL.has(refusal.code)) {
          break;
        }
      }
    }
    this.trouble = trouble;
    if (!trouble) {
      this.at = this.#timers.now();
    }
    this.#asking = false;
    if (!this.#access.open) {
      this.#clear();
    }
    this.#changed();
    if (this.#again) {
      this.#round();
    } else if (!this.forbidden) {
      this.#cancel = this.#timers.after(EVERY_MS, () => this.#round());
    }
  }

  /** Nobody else may see what was shown. */
  #clear() {
    this.#cancel();
    [this.pods, this.people, this.rooms, this.talkers, this.refusals].forEach((listing) => {
      listing.page = undefined;
      listing.search('');
    });
    this.at = undefined;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
