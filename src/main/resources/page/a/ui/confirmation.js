import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/**
 * Asks before something that cannot be undone. It opens above the dialog it was asked in, if any; the focus is on
 * "Cancel" at first, and afterwards where it was before.
 */
export class Confirmation {
  #draw;
  #toast;
  #keys = 0;
  current;

  /** @param toast shows a refusal that comes after the user has closed the question */
  constructor(draw, toast) {
    this.#draw = draw;
    this.#toast = toast;
  }

  /**
   * Rendered at once, so that the next key press goes to it.
   *
   * @param title the question
   * @param hint what will happen
   * @param quote the text it is about, if any
   * @param label what the button that does it says
   * @param act does it; may reject with a Refusal, which is shown here
   * @param action what it is, to choose the words for a refusal
   * @param done is called once it is done and this is closed
   */
  ask(question) {
    this.#keys += 1;
    this.current = { key: this.#keys, ...question };
    this.#draw.now();
  }

  view() {
    const { current } = this;
    return current ? keyed(current.key, this.#dialog(current)) : nothing;
  }

  /** Called after it is rendered. */
  drawn() {
    const dialog = this.current && dialogHere();
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector('[data-first]').focus();
    }
  }

  close() {
    dialogHere()?.close();
    this.current = undefined;
    this.#draw();
  }

  #dialog(question) {
    const { title, hint, quote, label, problem, busy } = question;
    return html`
      <dialog
        id="confirm-dialog"
        role="alertdialog"
        aria-labelledby="confirm-title"
        aria-describedby="confirm-hint"
        @close=${({ currentTarget }) => currentTarget.isConnected && this.current === question && this.close()}
        @pointerdown=${({ target, currentTarget }) => target === currentTarget && this.close()}
      >
        <div class="sheet">
          <h2 id="confirm-title">${title}</h2>
          ${quote ? html`<blockquote dir="auto">${quote}</blockquote>` : nothing}
          <p id="confirm-hint">${hint}</p>
          ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
          <div class="choices">
            <button type="button" id="confirm-cancel" data-first @click=${() => this.close()}>${words.cancel}</button>
            <button type="button" id="confirm-go" class="hard" aria-disabled=${busy ? 'true' : nothing} @click=${() => this.#go(question)}>${label}</button>
          </div>
        </div>
      </dialog>
    `;
  }

  async #go(question) {
    if (question.busy) {
      return;
    }
    this.#change(question, { busy: true, problem: undefined });
    try {
      await question.act();
    } catch (refusal) {
      if (refusal.code === undefined) {
        throw refusal;
      }
      if (this.current === question) {
        this.#change(question, { busy: false, problem: words.refused(refusal, question.action) });
      } else {
        this.#toast.refuse(refusal, question.action);
      }
      return;
    }
    if (this.current === question) {
      this.close();
    }
    question.done?.();
  }

  #change(question, fields) {
    Object.assign(question, fields);
    this.#draw();
  }
}

function dialogHere() {
  return document.querySelector('#confirm-dialog');
}
