import { html } from '../../lit/lit-html.js';
import { words } from '../words.js';

/** Asks for a name; closes once the server has accepted it. */
export function nameSheet({ problem }, chat, actions) {
  const save = (event) => {
    event.preventDefault();
    actions.rename(event.currentTarget.elements.name.value.trim());
  };
  return html`
    <form @submit=${save}>
      <h2 id="sheet-title">${words.nameTitle}</h2>
      <input
        id="name"
        name="name"
        data-first
        maxlength="40"
        required
        autocomplete="nickname"
        .value=${chat.me?.name ?? ''}
        aria-labelledby="sheet-title"
        aria-describedby="name-hint"
        aria-invalid=${problem ? 'true' : 'false'}
      />
      <p id="name-hint" class=${problem ? 'hint wrong' : 'hint'} role="status">${problem ?? words.nameHint}</p>
      <div class="choices">
        <button type="button" id="name-cancel" @click=${() => actions.closeSheet()}>${words.cancel}</button>
        <button id="name-save" class="strong">${words.save}</button>
      </div>
    </form>
  `;
}
