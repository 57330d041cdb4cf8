import { html, nothing } from '../../lit/lit-html.js';
import { words } from '../words.js';

/** Asks for a day, and jumps to its first message. */
export function dateSheet({ problem }, chat, actions) {
  const go = (event) => {
    event.preventDefault();
    const [year, month, day] = event.currentTarget.elements.date.value.split('-').map(Number);
    actions.jumpToDate(new Date(year, month - 1, day).getTime());
  };
  return html`
    <h2 id="sheet-title">${words.jumpToDate}</h2>
    <form @submit=${go}>
      <label for="jump-date">${words.dateLabel}</label>
      <div class="field">
        <input
          id="jump-date"
          name="date"
          type="date"
          data-first
          required
          min="1970-01-02"
          max=${dayText(chat.now)}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby=${problem ? 'date-problem' : nothing}
          @input=${() => problem && actions.changeSheet({ problem: undefined })}
        />
        <button id="jump">${words.go}</button>
      </div>
      ${problem ? html`<p class="hint wrong" id="date-problem" role="alert">${problem}</p>` : nothing}
    </form>
    <div class="choices"><button type="button" @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

/** A day where the user is, as fields of dates have it. */
function dayText(at) {
  const day = new Date(at);
  const two = (number) => String(number).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
