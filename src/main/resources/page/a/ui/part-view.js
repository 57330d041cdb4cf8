import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/** What a dialog shows in place of a part that is not there. */
export function partView(part, changed, close) {
  return html`
    <h2 id="sheet-title" role="status">${part.failed ? words.partMissing : words.loading}</h2>
    <div class="choices">
      <button type="button" @click=${close}>${words.close}</button>
      ${part.failed ? html`<button type="button" class="strong" id="part-again" @click=${() => part.again(changed)}>${words.retry}</button>` : nothing}
    </div>
  `;
}
