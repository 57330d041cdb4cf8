import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { previewOf } from './message.js';
import { words } from './words.js';

/** Nobody wants to hear more of a message before they can stop it. */
const MAX_CHARACTERS = 400;

/** What screen readers announce of the conversation; nobody sees it. */
export function speechView({ current }) {
  return html`<div id="speech" class="visually-hidden" aria-live="polite">${current ? keyed(current.key, content(current)) : nothing}</div>`;
}

function content({ messages, count, names }) {
  return messages
    ? html`${messages.map((message) => html`<p>${words.spoken(message.from.name, previewOf(message, MAX_CHARACTERS))}</p>`)}`
    : html`<p>${words.spokenCount(count, names)}</p>`;
}
