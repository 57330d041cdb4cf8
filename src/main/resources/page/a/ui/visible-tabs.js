/** A lock that each tab holds while the user can see it, together with the others. */
const LOCK = 'parley.visible';

/** Knows whether the user can see any tab of this browser. Without Web Locks, it knows only of its own. */
export class VisibleTabs {
  #locks;
  #release = () => {};

  constructor(locks) {
    this.#locks = locks;
    document.addEventListener('visibilitychange', () => this.#follow());
    this.#follow();
  }

  async any() {
    return !document.hidden || this.#seesAnother();
  }

  async #seesAnother() {
    try {
      const { held } = await this.#locks.query();
      return held.some(({ name }) => name === LOCK);
    } catch {
      return false;
    }
  }

  #follow() {
    this.#release();
    if (!document.hidden) {
      const hidden = new Promise((resolve) => {
        this.#release = resolve;
      });
      this.#locks?.request(LOCK, { mode: 'shared' }, () => hidden).catch(() => {});
    }
  }
}
