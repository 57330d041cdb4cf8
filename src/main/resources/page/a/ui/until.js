import { language } from './words.js';

const DAY_MS = 86_400_000;

/** When something ends: the time, with the day unless that is within a day. */
export function untilTime(until, now) {
  const day = until - now < DAY_MS ? {} : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(language(), { hour: 'numeric', minute: '2-digit', ...day }).format(until);
}
