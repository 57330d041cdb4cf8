/** Schemes that links in messages may have; anything else stays text. */
const SCHEMES = /^(?:https?|mailto):/;

const BEGINS = /https?:\/\/|mailto:|www\./iy;
const USER = /[\w.~!$&+=;:%-]+@/y;
const MAILBOX = /[\w.+%-]+@/y;
/** Letters with their marks and digits, of any script; an underscore, too, as some hosts have one. */
const LABEL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}_])?';
const HOST = new RegExp(`\\[[0-9a-f:.]+\\]|${LABEL}(?:\\.${LABEL})*`, 'iuy');
const DOTTED = new RegExp(`${LABEL}\\.`, 'uy');
const PORT = /:\d{1,5}/y;
const MAX_PORT = 65_535;
/** A label that begins in Latin letters and goes on in another script: the sentence continues without a space. */
const MIXED = /^([\w-]*\w)-*[^\x00-\x7f]/;
const LATIN = /^[\x00-\x7f]*$/;
/** What stands without a scheme needs a last label that is no number. */
const TOP = /[^.]\.(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)$/iu;
const WWW = /^www\.[^.]+\.(?:[^.]+\.)*(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)$/iu;
const MAX_HOST = 253;
const MAX_MAILBOX = 64;
const OF_MAILBOX = /[\w.+%-]/;

/** What ends an address wherever it stands: white space, and marks that a browser would have encoded. */
const STOPS = '\\s<>"。、，！？；：';
const PAIRS = ['()', '[]', '{}', '（）', '［］', '｛｝', '「」', '『』', '【】', '〔〕', '《》', '〈〉', '“”', '‘’', '«»', '‹›'];
const OPENING = new Map(PAIRS.map(([open, close]) => [close, open]));
const SPECIAL = new RegExp(`[${STOPS},;|${PAIRS.join('').replace(/[[\]]/g, '\\$&')}]`, 'g');
const STOP = new RegExp(`[${STOPS}]`);
/** Addresses that are joined by a mark belong to two links. */
const NEXT = /[,;|](?:https?:\/\/|mailto:|www\.)/iy;
/** What belongs to the sentence if it is last; an opening bracket that is last is closed by nothing. */
const TRAILING = new RegExp(`[.,!?:;'…·|${PAIRS.map(([open]) => `\\${open}`).join('')}]`);
const MARKS = /[*_~]/;

/**
 * Returns the address that begins at `at`, if any, as `{text, href}`. Its host decides whether it is one, so the rest is
 * read at most once, whatever the text.
 */
export function linkAt(text, at) {
  const scheme = matched(BEGINS, text, at).toLowerCase();
  const begin = at + scheme.length;
  switch (scheme) {
    case '':
      return undefined;
    case 'mailto:':
      return mailto(text, at, begin + matched(MAILBOX, text, begin).length);
    case 'www.':
      return WWW.test(hostAt(text, at)) ? page(text, at, at, 'https://') : undefined;
    default:
      return page(text, at, begin + matched(USER, text, begin).length, '');
  }
}

/** Returns the mail address around the `@` at `at`, if any, as `{from, text, href}`; it begins at `least` or later. */
export function mailAround(text, at, least) {
  const from = mailboxBegin(text, at, least);
  if (from === at || text[at - 1] === '.' || matched(DOTTED, text, at + 1) === '') {
    return undefined;
  }
  const host = hostAt(text, at + 1);
  const found = TOP.test(host) ? link(text, from, at + 1 + host.length, 'mailto:') : undefined;
  return found && { from, ...found };
}

function mailboxBegin(text, at, least) {
  let from = at;
  while (from > Math.max(least, at - MAX_MAILBOX) && OF_MAILBOX.test(text[from - 1])) {
    from -= 1;
  }
  while (text[from] === '.') {
    from += 1;
  }
  return from;
}

function mailto(text, at, begin) {
  const end = begin + hostAt(text, begin).length;
  return end > begin && text[begin - 1] === '@' ? link(text, at, restEnd(text, end, '?', at), '') : undefined;
}

/** If the host is right, so is the whole address: only the host and the port can be wrong. */
function page(text, at, begin, prefix) {
  const end = begin + hostAt(text, begin).length;
  const port = matched(PORT, text, end);
  const authority = end + port.length;
  if (end === begin || Number(port.slice(1)) > MAX_PORT || !URL.canParse(prefix + text.slice(at, authority))) {
    return undefined;
  }
  return link(text, at, restEnd(text, authority, '/?#', at), prefix);
}

/** Returns the name of the host at `at`, without a particle behind it, or an empty text. */
function hostAt(text, at) {
  const found = matched(HOST, text.slice(at, at + MAX_HOST + 1), 0);
  if (found.length > MAX_HOST) {
    return '';
  }
  const labels = found.split('.');
  const mixed = labels.findIndex((label, index) => MIXED.test(label) && (index > 0 || labels.length === 1));
  if (mixed < 0 || LATIN.test(labels.at(-1))) {
    return found;
  }
  return [...labels.slice(0, mixed), MIXED.exec(labels[mixed])[1]].join('.');
}

/** Returns where an address ends whose path, query or fragment begins at `from`, with one of the characters `starts`. */
function restEnd(text, from, starts, at) {
  let end = from;
  if (from < text.length && starts.includes(text[from])) {
    const least = from;
    end = bracketedEnd(text, from);
    while (end > least && (TRAILING.test(text[end - 1]) || (text[end - 1] === text[at - 1] && MARKS.test(text[at - 1])))) {
      end -= 1;
    }
  }
  return end;
}

/** Reads up to a closing bracket whose opening one is not in the address, or another end. */
function bracketedEnd(text, from) {
  const open = new Map();
  SPECIAL.lastIndex = from;
  for (let found = SPECIAL.exec(text); found; found = SPECIAL.exec(text)) {
    const [mark] = found;
    const opening = OPENING.get(mark);
    if (STOP.test(mark) || (opening && !open.get(opening)) || matched(NEXT, text, found.index) !== '') {
      return found.index;
    }
    open.set(opening ?? mark, (open.get(opening ?? mark) ?? 0) + (opening ? -1 : 1));
  }
  return text.length;
}

function link(text, from, to, prefix) {
  const shown = text.slice(from, to);
  const { href } = new URL(prefix + shown);
  return SCHEMES.test(href) ? { text: shown, href } : undefined;
}

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
