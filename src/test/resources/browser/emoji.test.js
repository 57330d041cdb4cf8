import { emojiNamed, findEmoji } from '/page/a/state/emoji-names.js';
import { emojiAtCaret } from '/page/a/state/emoji-query.js';
import { EMOJI, QUICK } from '/page/a/ui/emoji.js';
import { equal } from './world.js';

const emoji = (query) => findEmoji(query).map((one) => one.emoji);

export function emojiAreFoundByTheBeginningOfAnyWordInAnyLanguage() {
  equal(emoji('rock'), ['🚀']);
  equal(emoji('ROKET'), ['🚀']);
  equal(emoji('로켓'), ['🚀']);
  equal(emoji('cat'), ['🐱'], 'not within a word');
  equal(emoji('tea')[0], '🍵', 'the one of this name comes first');
  equal(emoji('nothing like it'), []);
}

export function theSelectionHasNames() {
  const named = new Set(findEmojiAll());
  equal([...EMOJI, ...QUICK].filter((one) => !named.has(one)), []);
}

function findEmojiAll() {
  return [...'abcdefghijklmnopqrstuvwxyz0123456789+'].flatMap((letter) => emoji(letter));
}

export function aNameIsAskedForBehindAColonWhereAWordBegins() {
  const at = (text) => emojiAtCaret(text, text.length);
  equal(at('so :ro'), { query: 'ro', from: 3, whole: false });
  equal(at(':하'), { query: '하', from: 0, whole: false });
  equal(at('a :fire:'), { query: 'fire', from: 2, whole: true });
  for (const text of [':r', '10:30', 'https://example', 'so:ro', ': ro', ':-)', ':)']) {
    equal(at(text), undefined, text);
  }
}

export function aWholeNameIsOneEmoji() {
  equal([emojiNamed('fire'), emojiNamed('Thumbsup'), emojiNamed('불'), emojiNamed('nonsense')], ['🔥', '👍', '🔥', undefined]);
}
