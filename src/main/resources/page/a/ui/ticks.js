import { html } from '../lit/lit-html.js';
import { clockIcon, tickIcon, ticksIcon } from './icons.js';
import { words } from './words.js';

/**
 * What became of one's own message, as ticks and as words. `status` is what `Receipts.status` answers; the words are
 * seen beside the newest one only, and read out beside all.
 */
export function ticks(status, { direct, spoken }) {
  const word = direct || status.seen === 0 || status.state === 'seen' ? words.deliveryStatus[status.state] : words.seenBy(status.seen, status.of);
  return html`<span class="ticks" data-status=${status.state}
    >${status.state === 'sent' ? tickIcon() : ticksIcon()}<span class=${spoken ? '' : 'visually-hidden'}>${word}</span></span
  >`;
}

/** Where a message waits: only the tab it was written in sends it, while that tab is there. */
export function pendingTick({ inOtherTab }, connected) {
  const word = inOtherTab ? words.inOtherTab : connected ? words.sending : words.queued;
  return html`<span class="ticks" data-status="pending">${clockIcon()}<span>${word}</span></span>`;
}
