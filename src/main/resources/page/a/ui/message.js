import { html, nothing } from '../lit/lit-html.js';
import { avatar } from './avatar.js';
import { alertIcon, moreIcon } from './icons.js';
import { richText } from './text.js';
import { pendingTick, ticks } from './ticks.js';
import { fullTime, machineTime, shortTime } from './times.js';
import { words } from './words.js';

const PREVIEW = 90;

/**
 * One message, a line of `linesOf`. `at` knows the rest of the place: `{me, connected, direct, newest, statusOf, nameOf,
 * quoted, acts}`.
 */
export function messageView({ message, state, own, first, last }, at) {
  const { acts } = at;
  return html`
    <div
      class="message"
      tabindex="-1"
      data-id=${message.id}
      data-state=${state}
      ?data-own=${own}
      ?data-first=${first}
      ?data-last=${last}
      @dblclick=${() => state === 'stored' && acts.reply(message)}
    >
      ${first && !own ? avatar(message.from.id, message.from.name ?? '', { round: true }) : nothing}
      <p class=${first ? 'by' : 'by unseen'}>
        ${author(message, own, acts)}
        <time datetime=${machineTime(message.at)} title=${fullTime(message.at)}>${shortTime(message.at)}</time>
      </p>
      <div class="said">
        <div class="bubble">${quote(message, at)}${body(message, at)}</div>
        ${state === 'stored' && !message.deleted ? menuButton(message, acts) : nothing}
      </div>
      ${reactions(message, acts)} ${fate(message, { state, own, last }, at)}
    </div>
  `;
}

function author({ from }, own, acts) {
  return own
    ? html`<span class="author">${from.name}</span>`
    : html`<button type="button" class="author plain" tabindex="-1" @click=${() => acts.person(from)}>${from.name}</button>`;
}

function menuButton(message, acts) {
  return html`<button
    type="button"
    class="round more"
    tabindex="-1"
    aria-haspopup="menu"
    aria-label=${words.messageMenu(message.from.name)}
    @click=${({ currentTarget }) => acts.menu(message, currentTarget)}
  >
    ${moreIcon()}
  </button>`;
}

function quote(message, { quoted, acts }) {
  if (message.reply === undefined || message.deleted) {
    return nothing;
  }
  const original = quoted(message.reply);
  return html`<button type="button" class="quote" tabindex="-1" @click=${() => acts.jump(message.reply)}>
    <span class="unseen">${words.inReplyTo}</span>
    <strong>${original?.from.name ?? words.earlierMessage}</strong>
    ${original ? html`<span dir="auto">${previewOf(original)}</span>` : nothing}
  </button>`;
}

/** A message in one line, as in a quotation or a list. */
export function previewOf({ text, deleted }) {
  const line = deleted ? words.deletedShort : (text ?? words.dataShort).replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > PREVIEW ? `${characters.slice(0, PREVIEW).join('')}…` : line;
}

function body(message, { me, nameOf }) {
  if (message.deleted) {
    return html`<p class="text gone">${words.deleted}</p>`;
  }
  const names = (message.mentions ?? []).map(nameOf).filter(Boolean);
  return html`
    ${message.text === undefined ? nothing : richText(message.text, names, me?.name)}
    ${message.data === undefined ? nothing : html`<pre class="data">${JSON.stringify(message.data, null, 2)}</pre>`}
    ${message.edited ? html`<span class="edited">${words.edited}</span>` : nothing}
  `;
}

function reactions(message, acts) {
  const kinds = Object.entries(message.reactions ?? {});
  if (kinds.length === 0) {
    return nothing;
  }
  return html`<div class="reactions" aria-live="off">
    ${kinds.map(
      ([emoji, { count, mine }]) =>
        html`<button
          type="button"
          class="reaction"
          tabindex="-1"
          aria-pressed=${mine ? 'true' : 'false'}
          aria-label=${words.reaction(emoji, count)}
          @click=${() => acts.react(message, emoji, !mine)}
        >
          <span>${emoji}</span><span class="number">${count}</span>
        </button>`,
    )}
  </div>`;
}

function fate(message, { state, own, last }, at) {
  if (state === 'failed') {
    return html`
      <p class="fate" role="alert">
        ${alertIcon()}<span class="why">${words.notSent(words.refused(message.why))}</span>
        <button type="button" class="plain" data-act="retry" @click=${() => at.acts.retry(message)}>${words.retry}</button>
        <button type="button" class="plain" data-act="discard" @click=${() => at.acts.discard(message)}>${words.discard}</button>
      </p>
    `;
  }
  if (state === 'pending') {
    return html`<p class="fate" aria-live="off">${pendingTick(message, at.connected)}</p>`;
  }
  if (!own || !last || message.deleted) {
    return nothing;
  }
  const marks = ticks(at.statusOf(message), { direct: at.direct, spoken: message.id === at.newest });
  return html`<p class="fate" aria-live="off">
    ${at.direct ? marks : html`<button type="button" class="plain" tabindex="-1" @click=${() => at.acts.info(message)}>${marks}</button>`}
  </p>`;
}
