/** How much of an id tells people with the same name apart, at least. */
const TAG = 4;
/** What is looked at of a word, in UTF-16 code units: a family of emoji is one character. */
const MAX_INITIAL = 40;

/**
 * Returns how people are named so that nobody can be taken for another: `user => name`, with the beginning of the id
 * where one of these people has the same name, or one that looks the same.
 *
 * @param people `{id, name}`
 */
export function namesApart(people) {
  const idsOf = new Map();
  for (const { id, name } of people) {
    if (name) {
      const looks = looksOf(name);
      idsOf.set(looks, (idsOf.get(looks) ?? new Set()).add(id));
    }
  }
  return ({ id, name }) => {
    const others = name ? [...(idsOf.get(looksOf(name)) ?? [])].filter((other) => other !== id) : [];
    return others.length > 0 ? `${name} #${tag(id, others)}` : name;
  };
}

/** Names that differ only in their spaces, or in forms of the same letters, look the same. */
function looksOf(name) {
  return name.normalize('NFKC').replace(/\s+/g, ' ');
}

function tag(id, others) {
  let length = TAG;
  while (length < id.length && others.some((other) => other.startsWith(id.slice(0, length)))) {
    length += 1;
  }
  return id.slice(0, length);
}

/** Whether this is a bot, the user behind a key: its id says so, and nobody else's begins so. */
export function isBot({ id }) {
  return id.startsWith('bot0');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const HANGUL_NAME = /^\p{sc=Hangul}{3,4}$/u;
const NUMBER = /^\d{2,}$/;
const LETTER = /^[\p{L}\p{N}]/u;
const MARKS_BEFORE = /^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u;

/**
 * One or two characters of a name that tell it from others: the initials of its first and last word, the beginning of a
 * single one, the end of a number. Few Koreans have the same given name, many the same family name before it.
 */
export function initials(name) {
  const parts = name.split(/[\s_.-]+/).map((part) => part.replace(MARKS_BEFORE, '')).filter(Boolean);
  const last = parts.at(-1) ?? '?';
  if (NUMBER.test(last) || HANGUL_NAME.test(last)) {
    return last.slice(-2);
  }
  const [first, second = ''] = charactersOf(parts[0] ?? '?');
  const beside = parts.length > 1 ? charactersOf(last)[0].toUpperCase() : LETTER.test(first) ? second : '';
  return first.toUpperCase() + beside;
}

function charactersOf(text) {
  return Array.from(graphemes.segment(text.slice(0, MAX_INITIAL)), ({ segment }) => segment);
}

/** Every name that people had here, so that a mention is recognised by the name it was written with. */
export class FormerNames {
  #byId = new Map();

  add({ id, name }) {
    if (name) {
      this.#byId.set(id, (this.#byId.get(id) ?? new Set()).add(name));
    }
  }

  of(id) {
    return [...(this.#byId.get(id) ?? [])];
  }
}
