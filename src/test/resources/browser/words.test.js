import { en } from '/page/a/ui/words/en.js';
import { id } from '/page/a/ui/words/id.js';
import { ko } from '/page/a/ui/words/ko.js';
import { equal } from './world.js';

export function eachTextIsThereInEachLanguage() {
  equal(keysOf(id), keysOf(en), 'keys in Indonesian');
  equal(keysOf(ko), keysOf(en), 'keys in Korean');
}

function keysOf(words, prefix = '') {
  const keys = Object.entries(words).flatMap(([key, text]) => (typeof text === 'object' ? keysOf(text, `${prefix}${key}.`) : [prefix + key]));
  return keys.sort();
}
