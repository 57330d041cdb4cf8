/** Of at most 15 digits, so that no number is rounded. */
const SEQ = /^[1-9]\d{0,14}$/;
const PANES = new Set(['rooms', 'room', 'people']);

/**
 * Where in the page the user is, kept in the address so that back, reload and shared links work: `#rooms`, `#room/<id>`,
 * `#room/<id>/<seq>` for a message, or `#people/<id>`.
 */
export function routeOf(hash) {
  const [pane, id = '', seq = ''] = hash.replace(/^#/, '').split('/');
  const place = { pane, room: decoded(id) || undefined, seq: pane === 'room' && SEQ.test(seq) ? Number(seq) : undefined };
  return PANES.has(pane) ? place : { pane: 'room', room: undefined, seq: undefined };
}

export function roomHref(id) {
  return `#room/${encodeURIComponent(id)}`;
}

export function messageHref(id, seq) {
  return `${roomHref(id)}/${seq}`;
}

/** The address of a place of this page, to be shared. */
export function linkTo(href) {
  return new URL(href, location.origin + location.pathname).href;
}

/** The place of this page that an address leads to, as in `roomHref`, if it does. */
export function placeOf(address) {
  const here = `${location.origin}${location.pathname}#room/`;
  return address.startsWith(here) ? address.slice(here.length - '#room/'.length) : undefined;
}

export function peopleHref(id) {
  return `#people/${encodeURIComponent(id)}`;
}

export const ROOMS_HREF = '#rooms';

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
