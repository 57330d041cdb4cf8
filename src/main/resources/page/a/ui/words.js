import { en } from './words/en.js';

/**
 * All text that the page shows, in the user's language; the rest of `ui` contains no text of its own. English is loaded
 * with the page, the others on demand.
 */
export let words = en;

/** The browser's list when it was last asked, and those of it that it understands: every time on the page needs them. */
let asked;
let understood = [];

const OTHERS = { id: () => import('./words/id.js'), ko: () => import('./words/ko.js') };

/** The languages' own names; all modules in `words/` have the same keys. */
export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia', ko: '한국어' };

/** The page's language as a tag for the browser, with the user's regional variant if they have one. */
export function language() {
  return tags().find((tag) => tag.split('-')[0] === words.language) ?? words.language;
}

/**
 * Switches to `wanted`, or else to the first supported language of the browser. Rejects if that does not load; the
 * language stays what it was.
 */
export async function speak(wanted) {
  const known = [wanted, ...tags().map((tag) => tag.split('-')[0])].find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
  words = known === 'en' ? en : (await OTHERS[known]())[known];
  document.documentElement.lang = words.language;
}

/** The languages of the browser, as far as it understands them itself. It keeps one list until the user changes them. */
function tags() {
  const { languages } = navigator;
  if (languages !== asked) {
    asked = languages;
    understood = (languages ?? []).filter(isTag);
  }
  return understood;
}

function isTag(text) {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
