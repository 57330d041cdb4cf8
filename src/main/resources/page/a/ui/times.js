const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

export function shortTime(at) {
  return clock.format(at);
}

export function fullTime(at) {
  return full.format(at);
}

export function machineTime(at) {
  return new Date(at).toISOString();
}
