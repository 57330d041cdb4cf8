import { en } from './words/en.js';

/**
 * Every sentence that the page says, in the language of its user; the rest of `ui` holds no words of its own. English
 * comes with the page, the others when they are wanted.
 */
export let words = en;

/** How the languages call themselves; all of `words/` has the same keys. */
export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia', ko: '한국어' };

/** The language that the page speaks, as a tag for the browser: the user's own dialect of it where he has one. */
export function language() {
  return navigator.languages.find((tag) => tag.split('-')[0] === words.language) ?? words.language;
}

/** Speaks `wanted`, or else the first of the browser's languages that there is. */
export async function speak(wanted) {
  const known = [wanted, ...navigator.languages.map((tag) => tag.split('-')[0])].find((tag) => tag in LANGUAGES) ?? 'en';
  words = known === 'en' ? en : (await import(`./words/${known}.js`))[known];
  document.documentElement.lang = words.language;
}
