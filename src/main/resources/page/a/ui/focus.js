/**
 * Keeps the focus near where it was when the element that has it disappears: on the message, the list or the pane that
 * it was in. Browsers would begin at the top of the page again.
 */
export class FocusKeeper {
  #path = [];

  /** Called before the page is rendered. */
  before() {
    this.#path = [];
    for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) {
      this.#path.push(node);
    }
  }

  /** Called after it is rendered: what knows better where the focus belongs has moved it already. */
  after() {
    if (this.#path.length > 0 && !this.#path[0].isConnected && document.activeElement === document.body) {
      const near = this.#path.find((node) => node.isConnected && node.hasAttribute('tabindex') && node.checkVisibility());
      near?.focus({ preventScroll: true });
    }
    this.#path = [];
  }
}
