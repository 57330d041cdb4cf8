import { html, nothing, render } from '../lit/lit-html.js';
import { logo } from '../ui/icons.js';
import { doorView } from '../ui/sign-in/door-view.js';
import { commandView } from './command-view.js';
import { commandsView } from './commands-view.js';
import { connectionView } from './connection-view.js';
import { JournalView } from './journal-view.js';
import { words } from './words.js';

/** Draws the console: after each change, at most once a frame. */
export class Screen {
  #place;
  #access;
  #gate;
  #workbench;
  #journal;
  #due = false;

  constructor(place, { access, gate, workbench }) {
    this.#place = place;
    this.#access = access;
    this.#gate = gate;
    this.#workbench = workbench;
    this.#journal = new JournalView(workbench.journal, () => this.draw());
    place.replaceChildren();
    for (const source of [access, gate, workbench]) {
      source.addEventListener('change', () => this.#soon());
    }
  }

  draw() {
    document.title = words.title;
    render(this.#gate.open ? this.#open() : this.#closed(), this.#place);
    this.#journal.drawn();
  }

  #soon() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.draw();
      });
    }
  }

  #closed() {
    const { forbidden, trouble } = this.#gate;
    if (this.#access.open && !forbidden) {
      const text = trouble ? (words.troubles[trouble] ?? words.notDone(trouble)) : words.asking;
      return html`<main class="opening" id="asking"><p role="status">${text}</p></main>`;
    }
    return doorView(this.#access, { forbidden, words });
  }

  #open() {
    const workbench = this.#workbench;
    return html`
      <header>
        <h1 class="brand">${logo()}<span class="wordmark">${words.heading}</span></h1>
        <p class="grow"><a href="asyncapi.yaml">${words.document}</a></p>
        ${
          this.#access.open
            ? html`<button type="button" id="leave" @click=${() => this.#access.close()}>${this.#access.pasted ? words.forget : words.signOut}</button>`
            : nothing
        }
      </header>
      <main>
        <div class="tools">${connectionView(workbench, this.#access, () => this.draw())} ${this.#tools()}</div>
        ${this.#journal.view()}
      </main>
    `;
  }

  #tools() {
    const workbench = this.#workbench;
    if (workbench.missing) {
      return html`
        <section id="missing">
          <p class="wrong" role="alert">${words.missing(workbench.missing)}</p>
          <p><button type="button" id="again" @click=${() => workbench.open()}>${words.again}</button></p>
        </section>
      `;
    }
    return workbench.form ? html`${commandsView(workbench)} ${commandView(workbench, () => this.draw())}` : html`<p role="status">${words.asking}</p>`;
  }
}
