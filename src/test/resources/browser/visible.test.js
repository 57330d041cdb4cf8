import { hasVisibleText } from '/page/a/state/visible.js';
import { equal } from './world.js';

export function textWithoutAVisibleCharacterIsNoMessage() {
  for (const blank of ['', ' \n\t', '\u3000\u00a0', '\u200b\ufe0f\u2060', '\u3164\u115f', '\u0000\u2800', '\u0301', ' \u20dd']) {
    equal(hasVisibleText(blank), false, JSON.stringify(blank));
  }
}

export function oneCharacterIsEnough() {
  for (const shown of ['.', ' a ', '\u200b❤\ufe0f', '無', 'e\u0301']) {
    equal(hasVisibleText(shown), true, JSON.stringify(shown));
  }
}
