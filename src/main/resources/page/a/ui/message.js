import { html, nothing } from '../lit/lit-html.js';
import { avatar } from './avatar.js';
import { fullTime, machineTime, shortTime } from './times.js';
import { words } from './words.js';

/**
 * One message. `shape` is `{own, first, last, state}`: whether the reader said it, whether it begins and ends a row of
 * the same author, and its state (`pending`, `stored`, `failed`).
 */
export function messageView(message, shape, acts) {
  return html`
    <div
      class="message"
      data-id=${message.id}
      data-state=${shape.state}
      ?data-own=${shape.own}
      ?data-first=${shape.first}
      ?data-last=${shape.last}
    >
      ${shape.first && !shape.own ? avatar(message.from.id, message.from.name) : nothing}
      <p class=${shape.first ? 'by' : 'by unseen'}>
        <span class="author">${message.from.name}</span>
        <time datetime=${machineTime(message.at)} title=${fullTime(message.at)}>${shortTime(message.at)}</time>
      </p>
      <div class="bubble">${body(message)}</div>
      ${fate(message, shape, acts)}
    </div>
  `;
}

function body(message) {
  if (message.deleted) {
    return html`<p class="text gone">${words.deleted}</p>`;
  }
  return html`
    ${message.text === undefined ? nothing : html`<p class="text" dir="auto">${message.text}</p>`}
    ${message.data === undefined ? nothing : html`<pre class="data">${JSON.stringify(message.data, null, 2)}</pre>`}
    ${message.edited ? html`<span class="edited">${words.edited}</span>` : nothing}
  `;
}

function fate(message, { own, last, state }, acts) {
  switch (state) {
    case 'failed':
      return html`
        <p class="fate" role="alert">
          <span class="why">${words.notSent(words.refused(message.why))}</span>
          <button type="button" class="plain" data-act="retry" @click=${() => acts.retry(message)}>${words.retry}</button>
          <button type="button" class="plain" data-act="discard" @click=${() => acts.discard(message)}>
            ${words.discard}
          </button>
        </p>
      `;
    case 'pending':
      return html`<p class="fate">${acts.connected ? words.sending : words.queued}</p>`;
    default:
      return own && last ? html`<p class="fate">${words.sent}</p>` : nothing;
  }
}
