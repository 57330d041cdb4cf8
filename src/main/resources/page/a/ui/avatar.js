import { html, nothing } from '../lit/lit-html.js';

const TINTS = 8;

/**
 * The avatar of a user or room: initials on a colour derived from the id. It is hidden from screen readers; `online`
 * adds a dot, which must be accompanied by a word.
 */
export function avatar(id, name, { round = false, online = undefined } = {}) {
  return html`<span class="avatar" data-tint=${tint(id)} ?data-round=${round} data-online=${online ?? nothing} aria-hidden="true"
    >${initials(name)}</span
  >`;
}

/** The avatar of a room; in a direct conversation, that of the other user. */
export function roomAvatar({ id, title, with: other }) {
  return other ? avatar(other.id, other.name ?? '', { round: true, online: other.online }) : avatar(id, title);
}

function tint(id) {
  let sum = 0;
  for (const char of id) {
    sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  }
  return sum % TINTS;
}

function initials(name) {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0] ?? '?'];
  return chosen.map((part) => Array.from(part)[0].toUpperCase()).join('');
}
