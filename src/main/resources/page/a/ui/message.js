import { html, nothing } from '../lit/lit-html.js';
import { isBot } from '../state/names.js';
import { avatar } from './avatar.js';
import { alertIcon, moreIcon, replyIcon, smileIcon } from './icons.js';
import { longPress } from './long-press.js';
import { richText } from './text.js';
import { pendingTick, ticks } from './ticks.js';
import { fullTime, machineTime, shortTime } from './times.js';
import { words } from './words.js';

const MAX_PREVIEW = 90;
const MAX_READ = 1_000;
/** How long a pointer rests on a reaction before it says whose it is. */
const REST_MS = 300;

/**
 * One message, an item of `buildTimeline`. `context` provides the rest: `{me, connected, direct, canWrite, newest,
 * statusOf, problemOf, label, marksOf, quoted, found, actions}`.
 */
export function messageView({ message, state, own, first, last }, context) {
  const { actions } = context;
  return html`
    <div
      class="message"
      tabindex="-1"
      data-id=${message.id}
      data-state=${state}
      ?data-own=${own}
      ?data-first=${first}
      ?data-last=${last}
      ?data-found=${message.id === context.found}
    >
      ${first && !own ? avatar(message.from.id, message.from.name ?? '', { round: true }) : nothing}
      <p class=${first ? 'by' : 'by visually-hidden'}>
        ${author(message, own, context)}
        <time datetime=${machineTime(message.at)} title=${fullTime(message.at)}>${shortTime(message.at)}</time>
      </p>
      <div class="said">
        <div class="bubble">${quote(message, context)}${body(message, context)}</div>
        ${message.deleted || message.inOtherTab ? nothing : tools(message, state, context)}
      </div>
      ${message.id === context.swiped ? html`<span class="answers" aria-hidden="true">${replyIcon()}</span>` : nothing}
      ${reactions(message, actions)} ${deliveryStatus(message, { state, own, last }, context)}
    </div>
  `;
}

function author({ from }, own, { label, actions }) {
  return own
    ? html`<span class="author">${label(from)}</span>`
    : html`<button type="button" class="author plain" tabindex="-1" @click=${() => actions.openPerson(from)}>${label(from)}</button>${isBot(from) ? html` <span class="bot">${words.bot}</span>` : nothing}`;
}

/** Beside the message while the pointer or the focus is on it. The menu holds all of them, also for screen readers. */
function tools(message, state, { label, canWrite, actions }) {
  return html`<span class="tools">
    ${
      state === 'stored'
        ? html`<button type="button" class="round" tabindex="-1" aria-hidden="true" title=${words.react} data-tool="react" @click=${({ currentTarget }) => actions.openReactions(message, currentTarget)}>
              ${smileIcon()}</button
            >${canWrite ? html`<button type="button" class="round" tabindex="-1" aria-hidden="true" title=${words.reply} data-tool="reply" @click=${() => actions.reply(message)}>${replyIcon()}</button>` : nothing}`
        : nothing
    }<button
      type="button"
      class="round more"
      tabindex="-1"
      aria-haspopup="menu"
      aria-label=${words.messageMenu(label(message.from))}
      title=${words.more}
      @click=${({ currentTarget }) => actions.openMenu(message, currentTarget)}
    >
      ${moreIcon()}
    </button>
  </span>`;
}

function quote(message, { quoted, label, actions }) {
  if (message.reply === undefined || message.deleted) {
    return nothing;
  }
  const original = quoted(message.reply);
  return html`<button type="button" class="quote" tabindex="-1" @click=${() => actions.jumpTo(message.reply)}>
    <span class="visually-hidden">${words.inReplyTo}</span>
    <strong>${original ? label(original.from) : words.earlierMessage}</strong>
    ${original ? html`<span dir="auto">${previewOf(original)}</span>` : nothing}
  </button>`;
}

/** A message in one line, for quotes and lists. Only the beginning of a long text is looked at. */
export function previewOf({ text, deleted }, max = MAX_PREVIEW) {
  const beginning = deleted ? words.deletedShort : (text ?? words.dataShort).trimStart().slice(0, MAX_READ + max);
  const line = beginning.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > max ? `${characters.slice(0, max).join('')}…` : line;
}

function body(message, { marksOf }) {
  if (message.deleted) {
    return html`<p class="text gone">${words.deleted}</p>`;
  }
  const { names, own } = marksOf(message);
  return html`
    ${message.text === undefined ? nothing : richText(message.text, names, own)}
    ${message.data === undefined ? nothing : html`<pre class="data" tabindex="0" role="group" aria-label=${words.dataShort}>${JSON.stringify(message.data, null, 2)}</pre>`}
    ${message.edited ? html`<span class="edited">${words.edited}</span>` : nothing}
  `;
}

function reactions(message, actions) {
  const kinds = Object.entries(message.reactions ?? {});
  if (kinds.length === 0) {
    return nothing;
  }
  return html`<div class="reactions" aria-live="off">${kinds.map(([emoji, kind]) => reaction(message, emoji, kind, actions))}</div>`;
}

/** A click changes one's own; a long press says who reacted, and so does a pointer that rests on it. */
function reaction(message, emoji, { count, mine }, actions) {
  const press = longPress(() => actions.openReactors(message, emoji));
  const rest = ({ pointerType, currentTarget }) =>
    pointerType === 'mouse' && rested(currentTarget, `${emoji} ${count}`, () => actions.reactorNames(message, emoji));
  return html`<button
    type="button"
    class="reaction"
    tabindex="-1"
    aria-pressed=${mine ? 'true' : 'false'}
    aria-label=${words.reaction(emoji, count)}
    @click=${press.click(() => actions.react(message, emoji, !mine))}
    @pointerdown=${press.down}
    @pointerup=${press.stop}
    @pointercancel=${press.stop}
    @pointerleave=${press.stop}
    @contextmenu=${press.menu}
    @pointerenter=${rest}
  >
    <span>${emoji}</span><span class="number">${count}</span>
  </button>`;
}

/** Names those who reacted once the pointer stays for a moment; asks once for as long as there are as many. */
function rested(button, key, names) {
  if (button.dataset.named === key) {
    return;
  }
  button.removeAttribute('title');
  const timer = setTimeout(async () => {
    button.dataset.named = key;
    const title = await names();
    if (button.dataset.named === key && title) {
      button.title = title;
    }
  }, REST_MS);
  button.addEventListener('pointerleave', () => clearTimeout(timer), { once: true });
}

/** The user's last change to this message was refused. */
function changeProblem(message, { action, why }, { actions }) {
  return html`
    <p class="delivery" role="alert">
      ${alertIcon()}<span class="why">${words.notice({ code: 'refused', action, why })}</span>
      <button type="button" class="plain" data-act="dismiss" @click=${() => actions.dismissProblem(message)}>${words.dismiss}</button>
    </p>
  `;
}

function deliveryStatus(message, { state, own, last }, context) {
  const { refused, waiting } = message;
  if (state === 'failed') {
    return failedStatus(words.notSent(words.refused(message.why, 'send')), message, () => context.actions.takeBack(message), context);
  }
  if (refused) {
    const why = words.notice({ code: 'refused', action: 'edit', why: refused.why });
    return failedStatus(why, refused, () => context.actions.edit(message), context);
  }
  if (state === 'pending' || (waiting && !context.connected)) {
    return html`<p class="delivery" aria-live="off">
      ${pendingTick(message, context.connected)}
      ${context.connected && !message.inOtherTab ? nothing : discardButton(waiting ?? message, context.actions)}
    </p>`;
  }
  const problem = context.problemOf(message);
  if (problem) {
    return changeProblem(message, problem, context);
  }
  if (!own || !last || message.deleted) {
    return nothing;
  }
  const marks = ticks(context.statusOf(message), { direct: context.direct, spoken: message.id === context.newest });
  return html`<p class="delivery" aria-live="off">
    ${context.direct ? marks : html`<button type="button" class="plain" tabindex="-1" @click=${() => context.actions.openInfo(message)}>${marks}</button>`}
  </p>`;
}

/** What was refused stays with the reason until the user decides. */
function failedStatus(text, item, edit, { canWrite, actions }) {
  return html`
    <p class="delivery" role="alert">
      ${alertIcon()}<span class="why">${text}</span>
      <button type="button" class="plain" data-act="retry" @click=${() => actions.retry(item)}>${words.retry}</button>
      ${item.text && canWrite ? html`<button type="button" class="plain" data-act="edit" @click=${edit}>${words.edit}</button>` : nothing}
      ${discardButton(item, actions)}
    </p>
  `;
}

function discardButton(item, actions) {
  return html`<button type="button" class="plain" data-act="discard" @click=${() => actions.discard(item)}>${words.discard}</button>`;
}
