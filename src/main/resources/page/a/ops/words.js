import { firstKnown, regional } from '../ui/language.js';
import { Part } from '../ui/part.js';
import { en } from './words/en.js';

/** The text of the operators' page, in the language of the chat; it has none of its words, which are many more. */
export let words = en;

const OTHERS = {
  id: new Part('words/id.js', () => import('./words/id.js')),
  ko: new Part('words/ko.js', () => import('./words/ko.js')),
};

/** The page's language, as a tag for the browser, with the operator's regional variant if they have one. */
export function language() {
  return regional(words.language);
}

/** Switches to `wanted`, or else to the first supported language of the browser; rejects if that does not load. */
export async function speak(wanted) {
  const tag = firstKnown(wanted, (one) => one === 'en' || Object.hasOwn(OTHERS, one));
  words = tag === 'en' ? en : (await OTHERS[tag].load())[tag];
  document.documentElement.lang = words.language;
}
