import { html, nothing } from '../lit/lit-html.js';
import { emojiAtCaret } from '../state/emoji-query.js';
import { words } from './words.js';

/** How many are offered while one types. */
const MOST = 6;

/**
 * Offers emoji by name once a colon and two letters are typed; chosen by keyboard or pointer. The names are loaded then.
 */
export class EmojiPicker {
  #draw;
  #names;
  #query;
  #chosen = 0;

  constructor(draw) {
    this.#draw = draw;
  }

  /** The id of the selected option, for screen readers. */
  get active() {
    return this.#matching().length > 0 ? `suggestion-${this.#chosen}` : undefined;
  }

  view(pick) {
    const matching = this.#matching();
    return matching.length === 0
      ? nothing
      : html`<ul id="suggestions" role="listbox" aria-label=${words.emoji}>
          ${matching.map(
            (one, index) => html`<li
              class="row"
              role="option"
              id=${`suggestion-${index}`}
              aria-selected=${index === this.#chosen ? 'true' : 'false'}
              @mousedown=${(event) => event.preventDefault()}
              @click=${() => pick(one)}
            >
              <span class="emoji">${one.emoji}</span><span class="title">:${one.name}:</span>
            </li>`,
          )}
        </ul>`;
  }

  /** The text or the caret has changed. Returns the emoji whose name was just completed by a colon. */
  inputChanged(field) {
    this.#query = emojiAtCaret(field.value, field.selectionStart);
    this.#chosen = 0;
    if (this.#query) {
      this.load();
    }
    const emoji = this.#query?.whole ? this.#names?.emojiNamed(this.#query.query) : undefined;
    return emoji && { emoji };
  }

  /** Loads the names once. */
  async load() {
    if (!this.#names) {
      this.#names = await import('../state/emoji-names.js').catch(() => undefined);
      this.#draw();
    }
  }

  /** Those that are found by a query, or `undefined` until the names are loaded. */
  find(query) {
    return this.#names?.findEmoji(query);
  }

  reset() {
    this.#query = undefined;
  }

  /** Handles a key and returns whether it was one of the picker's; calls `pick` with the chosen emoji. */
  keyed(event, pick) {
    const matching = this.#matching();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (matching.length === 0) {
      return false;
    } else if (step) {
      this.#chosen = (this.#chosen + step + matching.length) % matching.length;
    } else if (event.key === 'Tab' || event.key === 'Enter') {
      pick(matching[this.#chosen]);
    } else if (event.key === 'Escape') {
      this.reset();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Puts the emoji in place of what was typed. */
  pick({ emoji }, field) {
    field.setRangeText(emoji, this.#query.from, field.selectionStart, 'end');
    this.reset();
  }

  #matching() {
    return this.#query && !this.#query.whole ? (this.find(this.#query.query) ?? []).slice(0, MOST) : [];
  }
}
