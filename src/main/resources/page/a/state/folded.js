/**
 * Text as it is searched: without regard to case and to how characters are composed; white space and hyphens are one
 * space each. The server finds names and titles in the same way (protocol.md section 4).
 */
export function folded(text) {
  const upper = text.normalize('NFD').toUpperCase();
  return Array.from(upper, (character) => character.toLowerCase())
    .join('')
    .replace(/[\s-]+/g, ' ')
    .trimStart();
}

/** Whether a word of the text begins with a folded query, which may go on over the next word. */
export function beginsAWord(text, query) {
  return ` ${folded(text)}`.includes(` ${query}`);
}
