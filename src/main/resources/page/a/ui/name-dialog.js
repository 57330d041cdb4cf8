import { html } from '../lit/lit-html.js';
import { words } from './words.js';

/** Asks for a name; closes once the server has taken it. */
export function nameDialog(acts) {
  return html`
    <dialog id="name-dialog" aria-labelledby="name-title">
      <form @submit=${(event) => save(event, acts)}>
        <h2 id="name-title">${words.nameTitle}</h2>
        <input
          id="name"
          name="name"
          maxlength="40"
          required
          autocomplete="nickname"
          aria-labelledby="name-title"
          aria-describedby="name-hint"
          aria-invalid=${acts.nameProblem ? 'true' : 'false'}
        />
        <p id="name-hint" class=${acts.nameProblem ? 'hint wrong' : 'hint'} role="status">
          ${acts.nameProblem ?? words.nameHint}
        </p>
        <div class="choices">
          <button type="button" id="name-cancel" @click=${(event) => event.currentTarget.closest('dialog').close()}>
            ${words.cancel}
          </button>
          <button id="name-save" class="strong">${words.save}</button>
        </div>
      </form>
    </dialog>
  `;
}

/** Opens it with the present name marked, so that typing replaces it. */
export function openNameDialog(dialog, name) {
  const field = dialog.querySelector('#name');
  field.value = name;
  dialog.showModal();
  field.select();
}

function save(event, acts) {
  event.preventDefault();
  const dialog = event.currentTarget.closest('dialog');
  acts.rename(event.currentTarget.elements.name.value.trim(), () => dialog.close());
}
