import { html, nothing } from '../lit/lit-html.js';
import { keyed } from '../lit/directives/keyed.js';
import { words } from './words.js';

/** Asks before it does something to people; the focus is on *Cancel* at first, and afterwards where it was before. */
export class Question {
  #changed;
  #count = 0;
  #current;

  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * @param title the question
   * @param about whom or what it is about
   * @param hint what will happen
   * @param label what the button that does it says
   * @param act does it; what it rejects with is shown here
   */
  ask(question) {
    this.#count += 1;
    this.#current = { key: this.#count, ...question };
    this.#changed();
    const dialog = dialogHere();
    dialog.showModal();
    dialog.querySelector('[data-first]').focus();
  }

  view() {
    const current = this.#current;
    return current ? keyed(current.key, this.#dialog(current)) : nothing;
  }

  #close() {
    dialogHere()?.close();
    this.#current = undefined;
    this.#changed();
  }

  #dialog(question) {
    const { title, about, hint, label, problem, busy } = question;
    return html`
      <dialog
        id="question-dialog"
        role="alertdialog"
        aria-labelledby="question-title"
        aria-describedby="question-hint"
        @close=${({ currentTarget }) => currentTarget.isConnected && this.#current === question && this.#close()}
        @pointerdown=${({ target, currentTarget }) => target === currentTarget && this.#close()}
      >
        <div class="sheet">
          <h2 id="question-title">${title}</h2>
          <blockquote dir="auto">${about}</blockquote>
          <p id="question-hint">${hint}</p>
          ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
          <div class="choices">
            <button type="button" id="question-cancel" data-first @click=${() => this.#close()}>${words.cancel}</button>
            <button type="button" id="question-go" class="hard" aria-disabled=${busy ? 'true' : nothing} @click=${() => this.#go(question)}>${label}</button>
          </div>
        </div>
      </dialog>
    `;
  }

  async #go(question) {
    if (question.busy) {
      return;
    }
    Object.assign(question, { busy: true, problem: undefined });
    this.#changed();
    try {
      await question.act();
    } catch (refusal) {
      Object.assign(question, { busy: false, problem: words.failures[refusal.code] ?? words.troubles[refusal.code] ?? words.notDone(refusal.code) });
      this.#changed();
      return;
    }
    if (this.#current === question) {
      this.#close();
    }
    question.done?.();
  }
}

function dialogHere() {
  return document.querySelector('#question-dialog');
}
