const BEFORE = /(?:^|\s)$/;
/** A syllable of Hangul says as much as two letters. */
const QUERY = /:([\p{L}\p{N}_+-]{2,30}|\p{sc=Hangul})(:?)$/u;

/**
 * What is being looked for at the caret, `{query, from}`: a colon and two letters or more, where a word begins. Behind
 * another colon it is an emoji's name, `whole`.
 */
export function emojiAtCaret(text, caret) {
  const found = QUERY.exec(text.slice(Math.max(0, caret - 32), caret));
  const from = found && caret - found[0].length;
  return found && BEFORE.test(text.slice(0, from)) ? { query: found[1], from, whole: found[2] === ':' } : undefined;
}
