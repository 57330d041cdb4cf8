import { en } from '/page/a/ui/words/en.js';
import { id } from '/page/a/ui/words/id.js';
import { ko } from '/page/a/ui/words/ko.js';
import { en as consoleEn } from '/page/a/console/words/en.js';
import { id as consoleId } from '/page/a/console/words/id.js';
import { ko as consoleKo } from '/page/a/console/words/ko.js';
import { en as operatorsEn } from '/page/a/ops/words/en.js';
import { id as operatorsId } from '/page/a/ops/words/id.js';
import { ko as operatorsKo } from '/page/a/ops/words/ko.js';
import { equal } from './world.js';

export function eachTextIsThereInEachLanguage() {
  equal(keysOf(id), keysOf(en), 'keys in Indonesian');
  equal(keysOf(ko), keysOf(en), 'keys in Korean');
}

function keysOf(words, prefix = '') {
  const keys = Object.entries(words).flatMap(([key, text]) => (typeof text === 'object' ? keysOf(text, `${prefix}${key}.`) : [prefix + key]));
  return keys.sort();
}

export function eachTextForOperatorsIsThereInEachLanguage() {
  equal(keysOf(operatorsId), keysOf(operatorsEn), 'keys in Indonesian');
  equal(keysOf(operatorsKo), keysOf(operatorsEn), 'keys in Korean');
}

export function eachTextOfTheConsoleIsThereInEachLanguage() {
  equal(keysOf(consoleId), keysOf(consoleEn), 'keys in Indonesian');
  equal(keysOf(consoleKo), keysOf(consoleEn), 'keys in Korean');
}
