import { language } from './words.js';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 6;

const formats = new Map();

function format(name, options) {
  const key = `${language()} ${name}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(language(), options));
  }
  return formats.get(key);
}

/** As people write it where the user is: with a leading zero, or with AM and PM, only where that is usual. */
export function shortTime(at) {
  return format('short', { timeStyle: 'short' }).format(at);
}

export function fullTime(at) {
  return format('full', { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

export function machineTime(at) {
  return new Date(at).toISOString();
}

/** Date and time in one line, for text that is copied. */
export function copiedTime(at) {
  return format('copied', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The milliseconds until the next day begins, where the user is. */
export function untilTomorrow(now) {
  return new Date(now).setHours(24, 0, 0, 0) - now;
}

/** Today, yesterday, the weekday, or the date: whichever is the shortest unambiguous name. */
export function dayName(at, now) {
  const days = daysBetween(at, now);
  if (days <= 1) {
    const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-days, 'day');
    return relative.charAt(0).toLocaleUpperCase(language()) + relative.slice(1);
  }
  return days <= WEEK_DAYS ? format('week', { weekday: 'long' }).format(at) : fullDay(at);
}

export function fullDay(at) {
  return format('date', { dateStyle: 'long' }).format(at);
}

/** For narrow lists: the time if it is today, else the day. */
export function listTime(at, now) {
  const days = daysBetween(at, now);
  if (days === 0) {
    return shortTime(at);
  }
  return days <= WEEK_DAYS
    ? format('day', { weekday: 'short' }).format(at)
    : format('numbers', { day: 'numeric', month: 'short' }).format(at);
}

function daysBetween(at, now) {
  return Math.max(0, Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS));
}
