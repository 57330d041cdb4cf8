import { en } from '/page/a/ui/words/en.js';
import { id } from '/page/a/ui/words/id.js';
import { ko } from '/page/a/ui/words/ko.js';
import { equal } from './world.js';

const LANGUAGES = { en, id, ko };
/** Those of protocol.md section 8, then those of the client itself. */
const CODES = [
  ...['bad_request', 'unsupported', 'unauthenticated', 'forbidden', 'not_found', 'not_member', 'too_large', 'rate_limited'],
  ...['muted', 'banned', 'conflict', 'unavailable', 'internal'],
  ...['lost', 'cancelled', 'rejected', 'someone_new'],
];
const CLOSE_CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 4001, 4002, 4003, 4004, 4401, 4500, 4501, 4502, 4503];
const ACTIONS = [
  ...[undefined, 'hello', 'send', 'edit', 'delete', 'react', 'join', 'leave', 'create', 'title', 'rename', 'invite'],
  ...['kick', 'ban', 'unban', 'mute', 'unmute', 'promote', 'demote', 'block', 'unblock', 'receipts', 'history'],
];
const SERVERS = 'room: expected a public id, got "x"';

export function eachRefusalHasASentenceInEachLanguageForEachAction() {
  for (const code of CODES) {
    for (const action of ACTIONS) {
      const told = Object.values(LANGUAGES).map((words) => words.refused({ code, message: SERVERS }, action));
      told.forEach((sentence, at) => isSentence(sentence, `${code} of ${action} in ${Object.keys(LANGUAGES)[at]}`));
      equal(told.filter((sentence) => sentence.includes(`(${code})`)), [], 'the code itself');
      equal(new Set(told).size, 3, `languages of ${code} of ${action}`);
    }
  }
}

export function eachEndingHasASentenceInEachLanguage() {
  for (const code of [...CLOSE_CODES, ...CODES]) {
    const told = Object.values(LANGUAGES).map((words) => words.ended(code, SERVERS));
    told.forEach((sentence, at) => isSentence(sentence, `${code} in ${Object.keys(LANGUAGES)[at]}`));
    equal(told.filter((sentence) => sentence.includes(`(${code})`)), [], 'the code itself');
    equal(new Set(told).size, 3, `languages of ${code}`);
    equal(Object.values(LANGUAGES).map((words) => words.interrupted(code)), told, `${code} while it connects again`);
  }
  equal(en.interrupted(1006), undefined, 'nobody says why');
}

export function aRefusalFitsWhatWasDone() {
  const told = (code) => new Set(ACTIONS.map((action) => en.refused({ code }, action)));
  ['bad_request', 'forbidden', 'not_found', 'conflict', 'rate_limited'].forEach((code) => equal(told(code).size > 4, true, code));
  equal(en.refused({ code: 'rate_limited', after: 1_200 }, 'rename'), 'You have changed your name too often. Try again in 2 seconds.');
  equal(id.refused({ code: 'rate_limited', after: 90_000 }), 'Terlalu banyak permintaan. Coba lagi dalam 2 menit.');
  equal(ko.refused({ code: 'rate_limited', after: 3_600_000 }, 'invite'), '너무 많은 사람을 초대했어요. 1시간 후에 다시 시도해 주세요.');
}

export function whatThePageDoesNotKnowYetIsToldInTheReadersLanguage() {
  Object.values(LANGUAGES).forEach((words) => {
    isSentence(words.refused({ code: 'brand_new', message: SERVERS }, 'send'), 'an unknown refusal');
    isSentence(words.ended(4999, SERVERS), 'an unknown ending');
  });
}

/** The sentence is not the server's own, which is for developers. */
function isSentence(text, what) {
  equal(typeof text, 'string', what);
  equal(/^\p{L}.{8,}[.]$/u.test(text) && !/undefined|null|NaN|expected|_request|\[object/.test(text), true, `${what}: ${text}`);
}
