/** Schemes that links in messages may have; anything else stays text. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

const FENCE = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;
/** Doubled marks work as well, for people who are used to Markdown. */
const PIECES = [
  ['code', /`([^`\n]+)`/y],
  ['link', /(?:https?:\/\/|mailto:)[^\s<>"]+/iy],
  ['strong', /\*\*(?=\S)([^*\n]*\S)\*\*(?![a-z0-9*])/iy],
  ['strike', /~~(?=\S)([^~\n]*\S)~~(?![a-z0-9~])/iy],
  ['strong', /\*(?=\S)([^*\n]*\S)\*(?![a-z0-9*])/iy],
  ['em', /_(?=\S)([^_\n]*\S)_(?![a-z0-9_])/iy],
  ['strike', /~(?=\S)([^~\n]*\S)~(?![a-z0-9~])/iy],
];
/**
 * The characters of a word, inside which marks do nothing. Scripts that put no space between a word and its particle
 * are excluded.
 */
const WORD = /(?![\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}_*~]/u;
const TRAILING = /[.,!?;:'"»”’。、！？]+$/;

/**
 * Parses a message's text into pieces: `{kind, text}` where kind is `text`, `code`, `block`, `link` (with `href`) or
 * `mention`, or `{kind, pieces}` for `strong`, `em` and `strike`. Every character that is not markup is in some piece.
 *
 * @param names names of the mentioned users
 */
export function parseMarkup(text, names = []) {
  const pieces = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    pieces.push(...inline(text.slice(from, fence.index), names));
    pieces.push({ kind: 'block', text: fence[1].replace(/\n$/, '') });
    from = fence.index + fence[0].length;
  }
  return [...pieces, ...inline(text.slice(from), names)];
}

function inline(text, names) {
  const pieces = [];
  let plain = 0;
  let at = 0;
  const flush = (to) => to > plain && pieces.push({ kind: 'text', text: text.slice(plain, to) });
  while (at < text.length) {
    const found = inWord(text, at) ? undefined : pieceAt(text, at, names);
    if (found) {
      flush(at);
      pieces.push(found.piece);
      at += found.length;
      plain = at;
    } else {
      at += 1;
    }
  }
  flush(text.length);
  return pieces;
}

function inWord(text, at) {
  return at > 0 && WORD.test(text[at - 1]);
}

function pieceAt(text, at, names) {
  if (text[at] === '@') {
    const name = names.filter((a) => text.startsWith(a, at + 1)).sort((a, b) => b.length - a.length)[0];
    return name && { piece: { kind: 'mention', text: `@${name}` }, length: name.length + 1 };
  }
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) {
      return kind === 'link' ? link(match[0]) : { piece: shaped(kind, match[1], names), length: match[0].length };
    }
  }
  return undefined;
}

function shaped(kind, inner, names) {
  return kind === 'code' ? { kind, text: inner } : { kind, pieces: inline(inner, names) };
}

function link(found) {
  const text = trimmed(found);
  if (!URL.canParse(text)) {
    return undefined;
  }
  const { protocol, href } = new URL(text);
  return SCHEMES.has(protocol) ? { piece: { kind: 'link', text, href }, length: text.length } : undefined;
}

/** Removes punctuation of the surrounding sentence, and a closing bracket whose opening bracket is before the link. */
function trimmed(found) {
  let text = found.replace(TRAILING, '');
  while (text.endsWith(')') && text.split(')').length > text.split('(').length) {
    text = text.slice(0, -1).replace(TRAILING, '');
  }
  return text;
}
