import { html, nothing } from '../lit/lit-html.js';
import { initials } from '../state/names.js';
import { Tints } from '../state/tints.js';

/** Nobody takes a person for a room, which has another shape. */
const tints = { people: new Tints(), rooms: new Tints() };

/**
 * The avatar of a user or room: initials on a colour derived from the id. It is hidden from screen readers; `online`
 * adds a dot, which must be accompanied by a word.
 */
export function avatar(id, name, { round = false, online = undefined } = {}) {
  return html`<span class="avatar" data-tint=${(round ? tints.people : tints.rooms).of(id)} ?data-round=${round} data-online=${online ?? nothing} aria-hidden="true"
    >${initials(name)}</span
  >`;
}

/** The avatar of a room; in a direct conversation, that of the other user. */
export function roomAvatar({ id, title, with: other }) {
  return other ? avatar(other.id, other.name ?? '', { round: true, online: other.online }) : avatar(id, title);
}
