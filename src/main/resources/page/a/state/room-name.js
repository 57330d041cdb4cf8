const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const LINK = /#room\/([a-z0-9][a-z0-9-]{0,63})(?:\/\d+)?$/;
const MAX_ID = 64;

/**
 * Which public room people mean by what they type or paste: an id, or a link to a room or to a message in it, means that one (`{room}`);
 * anything else is a title (`{title, room}`), with the id that goes with it if its letters give one. `undefined` without
 * a letter or digit.
 */
export function roomMeant(typed) {
  const text = typed.trim().replace(/\s+/g, ' ');
  const link = LINK.exec(text);
  if (link) {
    return { room: link[1] };
  }
  const title = text.replace(/^#\s*/, '');
  if (ID.test(title)) {
    return { room: title };
  }
  return /[\p{L}\p{N}]/u.test(title) ? { title, room: slug(title) } : undefined;
}

/** Latin letters without their accents, digits, and hyphens for what is between them. */
function slug(title) {
  const plain = title.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
  const id = plain.replace(/[^a-z0-9]+/g, '-').slice(0, MAX_ID).replace(/^-+|-+$/g, '');
  // What is left of a title in another script would be the same for many.
  return /[^\p{sc=Latin}\p{sc=Common}]/u.test(plain) || !ID.test(id) ? undefined : id;
}
