const PANES = new Set(['rooms', 'room', 'people']);

/**
 * Where in the page the user is, kept in the address so that back, reload and shared links work: `#rooms`, `#room/<id>`
 * or `#people/<id>`.
 */
export function routeOf(hash) {
  const [pane, id = ''] = hash.replace(/^#/, '').split('/');
  return PANES.has(pane) ? { pane, room: decoded(id) || undefined } : { pane: 'room', room: undefined };
}

export function roomHref(id) {
  return `#room/${encodeURIComponent(id)}`;
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
