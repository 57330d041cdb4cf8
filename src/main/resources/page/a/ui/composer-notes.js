import { html, nothing } from '../lit/lit-html.js';
import { closeIcon } from './icons.js';
import { previewOf } from './message.js';
import { words } from './words.js';

/** From here on the writer is told how much room is left. */
const WARN_RATIO = 0.9;

/** So many bytes a character takes at most in UTF-8, as JavaScript counts characters. */
const MAX_CHAR_BYTES = 3;

const bytes = new TextEncoder();

/** What the text in the field answers to, or which message it changes; `nothing` when it stands for itself. */
export function contextView({ reply }, editing, cancel) {
  const what = editing ? words.editing : reply && words.replyingTo(reply.name);
  if (!what) {
    return nothing;
  }
  return html`<div class="context">
    <p><strong>${what}</strong> ${editing ? previewOf(editing) : reply.preview}</p>
    <button type="button" class="round" aria-label=${words.cancel} @click=${cancel}>${closeIcon()}</button>
  </div>`;
}

/** How much room is left for the text, when that is little; `most` in bytes. */
export function counterView({ text }, limit) {
  if (!limit || text.length * MAX_CHAR_BYTES <= limit * WARN_RATIO) {
    return nothing;
  }
  const size = bytes.encode(text).length;
  return size > limit * WARN_RATIO
    ? html`<p class="counter" id="counter" role="status" ?data-over=${size > limit}>${words.bytesLeft(limit - size)}</p>`
    : nothing;
}
