import { html } from '../lit/lit-html.js';
import { clockIcon, tickIcon, ticksIcon } from './icons.js';
import { words } from './words.js';

/**
 * The status of the user's own message as ticks and as words. `status` comes from `Receipts.status`; the words are
 * visible only on the newest message, and available to screen readers on all.
 */
export function ticks(status, { direct, spoken }) {
  const word = direct || status.seen === 0 || status.state === 'seen' ? words.deliveryStatus[status.state] : words.seenBy(status.seen, status.of);
  return html`<span class="ticks" data-status=${status.state}
    >${status.state === 'sent' ? tickIcon() : ticksIcon()}<span class=${spoken ? '' : 'visually-hidden'}>${word}</span></span
  >`;
}

/** Where a message waits: only the tab it was written in sends it while that tab is open. */
export function pendingTick({ inOtherTab }, connected) {
  const word = inOtherTab ? words.inOtherTab : connected ? words.sending : words.queued;
  return html`<span class="ticks" data-status="pending">${clockIcon()}<span>${word}</span></span>`;
}
