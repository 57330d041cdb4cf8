import { guard } from '../lit/directives/guard.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { language, words } from './words.js';

const PREVIEW = 300;
/** What the line says otherwise. */
const SAID = new Set(['op', 'ref', 'ev', 'room']);
const MARKS = { sent: '→', reply: '←', event: '•', line: '×' };

/** What was sent and came, replies beside events: one line each, which opens. It stays at its end while it is there. */
export class JournalView {
  #journal;
  #draw;
  #opened = new Set();
  #atEnd = true;
  #times = new Map();

  constructor(journal, draw) {
    this.#journal = journal;
    this.#draw = draw;
  }

  view() {
    const journal = this.#journal;
    const { entries } = journal;
    return html`
      <section id="journal" aria-labelledby="journal-title">
        <h2 id="journal-title">${words.journal}</h2>
        <div class="filters">
          <div>
            <label for="of-room">${words.ofRoom}</label>
            <input id="of-room" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${journal.room} @input=${({ currentTarget }) => journal.filter({ room: currentTarget.value })} />
          </div>
          <div>
            <label for="of-name">${words.ofName}</label>
            <select id="of-name" @change=${({ currentTarget }) => journal.filter({ name: currentTarget.value })}>
              <option value="" .selected=${journal.name === ''}>${words.allNames}</option>
              ${[...new Set([...journal.names, ...(journal.name ? [journal.name] : [])])].map((name) => html`<option value=${name} .selected=${name === journal.name}>${name}</option>`)}
            </select>
          </div>
          <div class="choices">
            <button type="button" id="pause" aria-pressed=${journal.paused ? 'true' : 'false'} @click=${() => journal.pause(!journal.paused)}>${words.pause}</button>
            <button type="button" id="clear" @click=${() => journal.clear()}>${words.clear}</button>
          </div>
        </div>
        <p class="hint" id="journal-state" role="status">${this.#state()}</p>
        <div class="lanes" aria-hidden="true"><span>${words.replies}</span><span>${words.events}</span></div>
        <div id="entries" tabindex="0" role="group" aria-labelledby="journal-title" @scroll=${this.#scrolled}>
          ${entries.length === 0 ? html`<p class="hint none">${journal.empty ? words.nothing : words.noneOfThese}</p>` : nothing}
          <ol>
            ${repeat(
              entries,
              ({ key }) => key,
              (entry) => guard([entry, this.#opened.has(entry.key), words], () => this.#entry(entry)),
            )}
          </ol>
        </div>
      </section>
    `;
  }

  /** Called after it is drawn. */
  drawn() {
    const place = document.querySelector('#entries');
    if (place && this.#atEnd) {
      place.scrollTop = place.scrollHeight;
    }
  }

  #scrolled = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
    this.#atEnd = scrollHeight - scrollTop - clientHeight < 40;
  };

  #state() {
    const { paused, waiting, lost } = this.#journal;
    return [paused && words.paused(waiting), lost > 0 && words.lost(lost)].filter(Boolean).join(' ');
  }

  #entry({ key, at, kind, name, room, frame, took, problem }) {
    const open = this.#opened.has(key);
    return html`
      <li data-kind=${kind} data-name=${name} data-problem=${problem ?? nothing}>
        <details ?open=${open} @toggle=${({ currentTarget }) => this.#toggled(key, currentTarget.open)}>
          <summary>
            <span class="sign" aria-hidden="true">${MARKS[kind]}</span>
            <span class="visually-hidden">${words.kinds[kind]}</span>
            <b>${name}</b>
            ${problem ? html`<span class="tag">${problem}</span>` : nothing} ${room === undefined ? nothing : html`<span class="room" dir="auto">${room}</span>`}
            <span class="when">${took === undefined ? nothing : html`${words.took(took)} · `}<time>${this.#time(at)}</time></span>
            ${open ? nothing : html`<code class="preview" dir="auto">${previewOf(frame)}</code>`}
          </summary>
          ${open ? html`<pre dir="auto">${JSON.stringify(frame, null, 2)}</pre>` : nothing}
        </details>
      </li>
    `;
  }

  #toggled(key, open) {
    if (open !== this.#opened.has(key)) {
      this.#opened[open ? 'add' : 'delete'](key);
      this.#draw();
    }
  }

  #time(at) {
    const tag = language();
    if (!this.#times.has(tag)) {
      this.#times.set(tag, new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 }));
    }
    return this.#times.get(tag).format(at);
  }
}

function previewOf(frame) {
  const { ok, error, ...fields } = frame;
  const said = Object.entries(fields).filter(([name]) => !SAID.has(name));
  return JSON.stringify(ok ?? error ?? Object.fromEntries(said)).slice(0, PREVIEW);
}
