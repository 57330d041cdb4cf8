import { firstKnown, regional } from '../ui/language.js';
import { Part } from '../ui/part.js';
import { en } from './words/en.js';

/** The text of the console, in the language of the chat; what the protocol says of itself is English. */
export let words = en;

const OTHERS = {
  id: new Part('words/id.js', () => import('./words/id.js')),
  ko: new Part('words/ko.js', () => import('./words/ko.js')),
};

/** The page's language, as a tag for the browser, with the user's regional variant if they have one. */
export function language() {
  return regional(words.language);
}

/** Switches to `wanted`, or else to the first supported language of the browser; rejects if that does not load. */
export async function speak(wanted) {
  const tag = firstKnown(wanted, (one) => one === 'en' || Object.hasOwn(OTHERS, one));
  words = tag === 'en' ? en : (await OTHERS[tag].load())[tag];
  document.documentElement.lang = words.language;
}
