import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { previewOf } from './message.js';
import { words } from './words.js';

/** What screen readers announce of the conversation; nobody sees it. */
export function speechView({ current }) {
  return html`<div id="speech" class="visually-hidden" aria-live="polite">${current ? keyed(current.key, content(current)) : nothing}</div>`;
}

function content({ messages, count, names }) {
  return messages
    ? html`${messages.map((message) => html`<p>${words.spoken(message.from.name, previewOf(message))}</p>`)}`
    : html`<p>${words.spokenCount(count, names)}</p>`;
}
