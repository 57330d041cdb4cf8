import { linkAt, mailAround } from './links.js';

const FENCE = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;
/** Whatever may begin a piece. */
const BEGINS = /(?=[`*_~@]|https?:\/\/|mailto:|www\.)/gi;
/** Whatever may begin a line of a list or of a quotation; and what does. */
const LINE = /^(?: {0,3}(?:[-*•] |\d{1,3}[.)] )|>)/m;
const ITEM = /^ {0,3}(?:[-*•]|(\d{1,3})[.)]) +(?=\S)/;
const QUOTE = /^> ?/;
const MAX_QUOTES = 3;
const CODE = /`([^`\n]+)`/y;
/**
 * Doubled marks work as well, for people who are used to Markdown. None reads beyond the next mark of its kind, so all
 * of them together read a text a few times at most.
 */
const EMPHASIS = {
  '*': ['strong', /\*\*(?=\S)([^*\n]*\S)\*\*(?![a-z0-9*])/iy, /\*(?=\S)([^*\n]*\S)\*(?![a-z0-9*])/iy],
  _: ['em', /_(?=\S)([^_\n]*\S)_(?![a-z0-9_])/iy],
  '~': ['strike', /~~(?=\S)([^~\n]*\S)~~(?![a-z0-9~])/iy, /~(?=\S)([^~\n]*\S)~(?![a-z0-9~])/iy],
};
/**
 * The characters of a word, inside which marks do nothing. Scripts that put no space between a word and its particle
 * are excluded.
 */
const WORD = /(?![\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}_*~]/u;
const MARK = /[*_~]/;
/** What may precede neither a scheme nor `www.`: they are part of something longer there. */
const BEFORE_WWW = /[\w.@/:-]/;

/**
 * Parses a message's text into pieces: `{kind, text}` where kind is `text`, `code`, `block`, `link` (with `href`) or
 * `mention`, `{kind, pieces}` for `strong`, `em`, `strike` and `quote`, or `{kind: 'list', items}` with the pieces of each
 * item, and `start` if it is numbered. Every character that is not markup is in some piece.
 * The time it takes grows with the length of the text alone, whatever somebody writes.
 *
 * @param names names of the mentioned users
 */
export function parseMarkup(text, names = []) {
  const mentioned = oneOf(names);
  const pieces = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    lines(text.slice(from, fence.index), mentioned, pieces);
    pieces.push({ kind: 'block', text: fence[1].replace(/\n$/, '') });
    from = fence.index + fence[0].length;
  }
  return lines(text.slice(from), mentioned, pieces);
}

/**
 * Parses whole lines: those that begin with `- `, `* ` or a number and a full stop or bracket are a list, those that begin
 * with `>` a quotation, which may hold both. `depth` is how many quotations are around it; what is deeper is text.
 */
function lines(text, names, pieces = [], depth = 0) {
  if (!LINE.test(text)) {
    return inline(text, names, pieces);
  }
  const groups = [];
  for (const line of text.split('\n')) {
    const found = lineOf(line, depth);
    const last = groups.at(-1);
    if (last?.kind === found.kind) {
      last.lines.push(found.text);
    } else {
      groups.push({ ...found, lines: [found.text] });
    }
  }
  groups.forEach(({ kind, start, lines: own }) => {
    if (kind === 'quote') {
      pieces.push({ kind, pieces: lines(own.join('\n'), names, [], depth + 1) });
    } else if (kind === 'text') {
      inline(own.join('\n'), names, pieces);
    } else {
      pieces.push({ kind: 'list', ...(start !== undefined && { start }), items: own.map((item) => inline(item, names)) });
    }
  });
  return pieces;
}

function lineOf(line, depth) {
  const quote = depth < MAX_QUOTES && QUOTE.exec(line);
  if (quote) {
    return { kind: 'quote', text: line.slice(quote[0].length) };
  }
  const item = ITEM.exec(line);
  if (!item) {
    return { kind: 'text', text: line };
  }
  const text = line.slice(item[0].length);
  return item[1] === undefined ? { kind: 'list', text } : { kind: 'numbers', start: Number(item[1]), text };
}

/** A pattern for the longest of some names; reading it takes about as long for many names as for one. */
function oneOf(names) {
  const longestFirst = names.filter(Boolean).sort((a, b) => b.length - a.length);
  const patterns = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'y') : undefined;
}

function inline(text, names, pieces = []) {
  let plain = 0;
  const flush = (to) => to > plain && pieces.push({ kind: 'text', text: text.slice(plain, to) });
  for (let at = nextBegin(text, 0); at !== undefined; ) {
    const found = pieceAt(text, at, plain, names);
    if (found) {
      const from = found.from ?? at;
      flush(from);
      pieces.push(found.piece);
      plain = from + found.length;
    }
    at = nextBegin(text, found ? plain : at + 1);
  }
  flush(text.length);
  return pieces;
}

function nextBegin(text, at) {
  BEGINS.lastIndex = at;
  return BEGINS.test(text) ? BEGINS.lastIndex : undefined;
}

function pieceAt(text, at, plain, names) {
  const mark = text[at];
  if (mark === '@') {
    return mention(text, at, names) ?? mail(text, at, plain);
  }
  if (mark === '`' || mark in EMPHASIS) {
    return inWord(text, at) ? undefined : mark === '`' ? code(text, at) : emphasis(text, at, names);
  }
  return link(text, at);
}

function inWord(text, at) {
  return at > 0 && WORD.test(text[at - 1]);
}

/** Of many `@` in a row, only the first and the last may begin a name. */
function mention(text, at, names) {
  const inRow = text[at - 1] === '@' && text[at + 1] === '@';
  const name = inRow || inWord(text, at) ? undefined : names && matched(names, text, at + 1)?.[0];
  return name && { piece: { kind: 'mention', text: `@${name}` }, length: name.length + 1 };
}

function mail(text, at, plain) {
  const found = mailAround(text, at, plain);
  return found && { from: found.from, piece: { kind: 'link', text: found.text, href: found.href }, length: found.text.length };
}

function link(text, at) {
  const before = at > 0 ? text[at - 1] : '';
  const apart = text[at + 3] === '.' ? !BEFORE_WWW.test(before) : MARK.test(before) || !inWord(text, at);
  const found = apart ? linkAt(text, at) : undefined;
  return found && { piece: { kind: 'link', ...found }, length: found.text.length };
}

function code(text, at) {
  const found = matched(CODE, text, at);
  return found && { piece: { kind: 'code', text: found[1] }, length: found[0].length };
}

function emphasis(text, at, names) {
  const [kind, ...patterns] = EMPHASIS[text[at]];
  for (const pattern of patterns) {
    const found = matched(pattern, text, at);
    if (found) {
      return { piece: { kind, pieces: inline(found[1], names) }, length: found[0].length };
    }
  }
  return undefined;
}

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
