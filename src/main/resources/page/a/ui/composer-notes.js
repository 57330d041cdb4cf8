import { html, nothing } from '../lit/lit-html.js';
import { closeIcon } from './icons.js';
import { previewOf } from './message.js';
import { words } from './words.js';

/** The share of the limit from which the remaining space is shown. */
const WARN_RATIO = 0.9;

/** The maximum number of UTF-8 bytes per UTF-16 code unit. */
const MAX_CHAR_BYTES = 3;

const bytes = new TextEncoder();

/** What the text in the field replies to, or which message it edits (`of`); `nothing` for a plain message. */
export function contextView({ reply, of }, cancel) {
  const what = of ? words.editing : reply && words.replyingTo(reply.name);
  if (!what) {
    return nothing;
  }
  return html`<div class="context">
    <p><strong>${what}</strong> ${of ? previewOf(of) : reply.preview}</p>
    <button type="button" class="round" aria-label=${words.cancel} @click=${cancel}>${closeIcon()}</button>
  </div>`;
}

/** The space left for the text, if it is little; `limit` is in bytes. */
export function counterView({ text }, limit) {
  if (!limit || text.length * MAX_CHAR_BYTES <= limit * WARN_RATIO) {
    return nothing;
  }
  const size = bytes.encode(text).length;
  return size > limit * WARN_RATIO
    ? html`<p class="counter" id="counter" role="status" ?data-over=${size > limit}>${words.bytesLeft(limit - size)}</p>`
    : nothing;
}
