import { language } from './words.js';

const formats = new Map();

function format(name, make) {
  const key = `${language()} ${name}`;
  if (!formats.has(key)) {
    formats.set(key, make());
  }
  return formats.get(key);
}

export function number(value) {
  return format('number', () => new Intl.NumberFormat(language())).format(value);
}

export function percent(part) {
  return format('percent', () => new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 })).format(part);
}

/** A time of today. */
export function time(at) {
  return format('time', () => new Intl.DateTimeFormat(language(), { timeStyle: 'medium' })).format(at);
}

/** A time of any day. */
export function moment(at) {
  return format('moment', () => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' })).format(at);
}
