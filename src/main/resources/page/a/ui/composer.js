import { html } from '../lit/lit-html.js';
import { penIcon, sendIcon } from './icons.js';
import { words } from './words.js';

/** Where the user writes. The text stays in the field until it is said; nothing here knows of the connection. */
export function composer(chat, room, acts) {
  const name = chat.me?.name ?? '';
  return html`
    <form id="composer" @submit=${(event) => say(event, chat)}>
      <p class="speaking">
        ${words.speakingAs}
        <button type="button" class="plain name" id="name-button" aria-label=${words.changeName(name)} @click=${acts.changeName}>
          <span id="own-name">${name}</span>${penIcon()}
        </button>
      </p>
      <div class="writing">
        <label class="unseen" for="message">${words.messageLabel(room.title)}</label>
        <textarea
          id="message"
          name="message"
          rows="1"
          autocomplete="off"
          enterkeyhint="send"
          placeholder=${words.messagePlaceholder}
          aria-describedby="send-hint"
          @keydown=${(event) => keyed(event, chat)}
          @input=${({ currentTarget }) => fit(currentTarget)}
        ></textarea>
        <button id="send" class="strong round" aria-label=${words.send}>${sendIcon()}</button>
      </div>
      <p class="unseen" id="send-hint">${words.sendHint}</p>
    </form>
  `;
}

const FITS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** The field is as high as its text, also where the browser does not see to that itself. */
function fit(field) {
  if (!FITS_BY_ITSELF) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}

/** Enter belongs to the input method while it composes a syllable; 229 is how older Safari says so. */
function keyed(event, chat) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    say(event, chat);
  }
}

function say(event, chat) {
  event.preventDefault();
  const field = event.currentTarget.closest('form').elements.message;
  const text = field.value.trim();
  if (text) {
    field.value = '';
    fit(field);
    chat.say(text);
  }
  field.focus();
}
