import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { closeIcon } from './icons.js';
import { words } from './words.js';

/** How long it stays, unless the pointer or the focus is on it. */
const STAYS_MS = 15_000;

/**
 * What was just done, with a button that undoes it; or what was refused where nothing else says so. One at a time; it
 * takes no focus, and Ctrl+Z does the same as its button.
 */
export class Toast {
  #draw;
  #timers;
  #keys = 0;
  #cancel = () => {};
  #held = false;
  #cameFrom;
  current;

  constructor(draw, timers) {
    this.#draw = draw;
    this.#timers = timers;
  }

  /** @param undo undoes it; may reject with a Refusal, of the action `undoes` */
  show(text, { undo, undoes } = {}) {
    this.#set({ text, undo, undoes });
  }

  /** Something was refused. */
  refuse(refusal, action) {
    this.#set({ problem: words.refused(refusal, action) });
  }

  get canUndo() {
    return Boolean(this.current?.undo);
  }

  async undo() {
    const { undo, undoes } = this.current;
    this.#set({ text: this.current.text });
    try {
      await undo();
      this.show(words.undone);
    } catch (refusal) {
      if (refusal.code === undefined) {
        throw refusal;
      }
      this.refuse(refusal, undoes);
    }
  }

  dismiss = () => {
    this.#cancel();
    this.current = undefined;
    this.#returnFocus();
    this.#draw();
  };

  view() {
    return html`
      <div id="toast" role="status" aria-atomic="true" @pointerenter=${this.#hold} @pointerleave=${this.#release} @focusin=${this.#hold} @focusout=${this.#release}>
        ${this.current ? keyed(this.current.key, this.#content(this.current)) : nothing}
      </div>
    `;
  }

  #content({ text, problem, undo }) {
    return html`
      <div class="toast" ?data-problem=${problem} role=${problem ? 'alert' : nothing}>
        <p dir="auto">${problem ?? text}</p>
        ${undo ? html`<button type="button" id="undo" aria-keyshortcuts="Control+Z" title="Ctrl Z" @click=${() => this.undo()}>${words.undo}</button>` : nothing}
        <button type="button" class="round" aria-label=${words.dismiss} @click=${this.dismiss}>${closeIcon()}</button>
      </div>
    `;
  }

  #set(content) {
    this.#keys += 1;
    this.current = { key: this.#keys, ...content };
    this.#held = false;
    this.#wait();
    this.#returnFocus();
    this.#draw();
  }

  #wait() {
    this.#cancel();
    this.#cancel = this.#timers.after(STAYS_MS, () => this.#held || this.dismiss());
  }

  #hold = ({ type, relatedTarget, currentTarget }) => {
    this.#held = true;
    if (type === 'focusin' && !currentTarget.contains(relatedTarget)) {
      this.#cameFrom = relatedTarget;
    }
  };

  /** Its buttons are about to disappear. */
  #returnFocus() {
    if (document.querySelector('#toast')?.contains(document.activeElement)) {
      const panes = [...document.querySelectorAll('#conversation, #rooms, #people')];
      [this.#cameFrom, ...panes].find((place) => place?.isConnected && place.checkVisibility())?.focus();
    }
  }

  #release = () => {
    this.#held = false;
    if (this.current) {
      this.#wait();
    }
  };
}
