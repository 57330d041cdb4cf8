import { parseMarkup } from '/page/a/state/markup.js';
import { mentionMarks } from '/page/a/state/mention-marks.js';
import { mentionAtCaret } from '/page/a/state/mentions.js';
import { hasVisibleText } from '/page/a/state/visible.js';
import { equal } from './world.js';

/** The pieces in short: `kind:text`, plain text as it is. */
function shape(text, names) {
  const short = ({ kind, text: inner, pieces }) => (kind === 'text' ? inner : `<${kind}:${pieces ? pieces.map(short).join('') : inner}>`);
  return parseMarkup(text, names).map(short).join('');
}

/** The same with lists and quotations as objects. */
function shapes(text) {
  const inline = ({ kind, text: inner, pieces }) => (kind === 'text' ? inner : `<${kind}:${pieces ? pieces.map(inline).join('') : inner}>`);
  const each = ({ kind, items, start, pieces, ...piece }) =>
    kind === 'list'
      ? { list: items.map((item) => item.map(inline).join('')), ...(start !== undefined && { start }) }
      : kind === 'quote'
        ? { quote: pieces.map(each) }
        : inline({ kind, pieces, ...piece });
  return parseMarkup(text).map(each);
}

export function plainTextStaysAsItIs() {
  equal(shape('5 * 3 = 15, snake_case_name, 2*3*4'), '5 * 3 = 15, snake_case_name, 2*3*4');
}

export function whatIsMarkedIsShown() {
  equal(shape('*bold* and _slanted_, ~gone~'), '<strong:bold> and <em:slanted>, <strike:gone>');
  equal(shape('**bold** and ~~gone~~'), '<strong:bold> and <strike:gone>');
  equal(shape('2**3**4, __init__.py, **not closed*'), '2**3**4, __init__.py, **not closed*');
  equal(shape('*bold _and slanted_*'), '<strong:bold <em:and slanted>>');
  equal(shape('*모두*들'), '<strong:모두>들');
}

export function codeIsLeftAlone() {
  equal(shape('`a *b* c`'), '<code:a *b* c>');
  equal(shape('see ```js\nlet a = *1*;\n``` there'), 'see <block:let a = *1*;> there');
}

export function addressesBecomeLinksWithoutTheSentencesMarks() {
  equal(shape('Look: https://example.org/a_(b). Good?'), 'Look: <link:https://example.org/a_(b)>. Good?');
  equal(shape('(https://example.org)'), '(<link:https://example.org>)');
  equal(shape('mailto:ada@example.org'), '<link:mailto:ada@example.org>');
  equal(shape('https://example.org/a。다음 https://example.org/b…'), '<link:https://example.org/a>。다음 <link:https://example.org/b>…');
  equal(shape('https://example.org:8080. www.example.org?'), '<link:https://example.org:8080>. <link:www.example.org>?');
  equal(shape('_https://example.org/a_b_ *https://example.org/a*'), '_<link:https://example.org/a_b>_ <strong:<link:https://example.org/a>>');
}

export function bracketsAroundAnAddressAreNotItsOwn() {
  for (const [open, close] of ['[]', '{}', '()', '「」', '『』', '（）', '［］', '【】', '《》', '“”', '‘’', '«»', '<>']) {
    equal(shape(`${open}https://example.org/a${close}`), `${open}<link:https://example.org/a>${close}`);
    equal(shape(`${open}https://example.org${close}라고`), `${open}<link:https://example.org>${close}라고`);
  }
}

export function balancedBracketsInAnAddressStay() {
  for (const address of ['https://example.org/a_(b)', 'https://example.org/a[1]={2}', 'https://example.org/東京（都市）', 'http://[::1]:8080/a']) {
    equal(shape(`(${address}), [${address}].`), `(<link:${address}>), [<link:${address}>].`);
  }
  equal(shape('https://example.org/a(b))c'), '<link:https://example.org/a(b)>)c');
  equal(shape('https://example.org/a('), '<link:https://example.org/a>(');
}

export function aParticleBehindAHostIsNoPartOfIt() {
  equal(shape('https://example.org을 보세요'), '<link:https://example.org>을 보세요');
  equal(shape('https://example.org입니다.다음은 www.example.org에'), '<link:https://example.org>입니다.다음은 <link:www.example.org>에');
  equal(shape('메일은 ada@example.org로'), '메일은 <link:ada@example.org>로');
  equal(shape('https://한글.kr을 https://bücher.example/ä https://例え.テスト'), '<link:https://한글.kr>을 <link:https://bücher.example/ä> <link:https://例え.テスト>');
  equal(shape('보기https://example.org/위키/한글'), '보기<link:https://example.org/위키/한글>');
}

export function joinedAddressesAreTwoLinks() {
  equal(shape('https://example.org/a,https://example.org/b'), '<link:https://example.org/a>,<link:https://example.org/b>');
  equal(shape('www.example.org;www.example.com/a,b'), '<link:www.example.org>;<link:www.example.com/a,b>');
  equal(shape('ada@example.org,grace@example.org'), '<link:ada@example.org>,<link:grace@example.org>');
  equal(shape('https://archive.example/https://example.org/'), '<link:https://archive.example/https://example.org/>');
}

export function namesOfHostsAndMailAddressesAreEnough() {
  const links = parseMarkup('www.example.org/a and ada.l_1+x@example.org').filter(({ kind }) => kind === 'link');
  equal(links.map(({ text, href }) => [text, href]), [
    ['www.example.org/a', 'https://www.example.org/a'],
    ['ada.l_1+x@example.org', 'mailto:ada.l_1+x@example.org'],
  ]);
  const none = 'www.example www.1.2 a.www.example.org ada@example 1@2.33 .@example.org https:// http://... http://a:99999/';
  equal(shape(none), none);
}

export function onlyAllowedSchemesBecomeLinks() {
  const risky = 'javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd';
  equal(shape(risky), risky);
  equal(parseMarkup('https://example.org/"onclick=x')[0].href, 'https://example.org/');
}

export function thoseWhoAreMentionedStandOut() {
  equal(shape('Hello @Ann and @Anna!', ['Ann', 'Anna']), 'Hello <mention:@Ann> and <mention:@Anna>!');
  equal(shape('Hello @Nobody', ['Ann']), 'Hello @Nobody');
}

export function longTextIsCutInLittleTime() {
  const began = performance.now();
  parseMarkup('*_~`'.repeat(4_000));
  parseMarkup('https://'.repeat(2_000));
  equal(performance.now() - began < 500, true, 'fast enough');
}

/** Texts by which members tried to stall the pages of others: each is repeated until it is long enough. */
const HOSTILE = {
  dotsAndBrackets: (size) => `http://${'.'.repeat(size / 2)}${')'.repeat(size / 2)}`,
  dotsAndBracketsInAPath: (size) => `http://a/${'.'.repeat(size / 2)}${')'.repeat(size / 2)}`,
  openBrackets: (size) => `http://a/${'('.repeat(size)}`,
  nestedBrackets: (size) => `http://a/${'([{「'.repeat(size / 8)}${'」}])'.repeat(size / 8)}`,
  longHost: (size) => `http://${'a.'.repeat(size / 2)}`,
  longUser: (size) => `http://${'a:'.repeat(size / 2)}`,
  longLabel: (size) => `http://a${'-'.repeat(size)}`,
  longMailbox: (size) => `${'a'.repeat(size)}@${'a'.repeat(size)}`,
  longCode: (size) => `\`\`\`${'a'.repeat(size)}`,
  longBlank: (size) => `*a${' '.repeat(size)}`,
  ...Object.fromEntries(
    [
      '*_~`', '*', '* ', '_a', '**a* ', '~~a~~b', '*a _b ~c~ d_ e* ', '*_~a~_* ', '`', '``a', '```', '```\n', '@', 'a@', '@a', '@!', 'a.a@a.',
      'https://', 'http://a ', 'http://a,', 'http://.', 'http://a:99999/', 'http://a@', 'http://a:', 'http://a-', 'http://[', 'http://[::::]/',
      'http://a.b가.', 'http://가나다.한국 ', ',http:/', '|www.a', 'www.', 'www._', '*www.a', 'www.a.b1 ', 'mailto:', 'mailto:a', '+@a.b1', 'http://a/.)',
    ].map((part) => [part, (size) => part.repeat(size / part.length)]),
  ),
};
/** Names that agree with one another and with such a text as far as possible. */
const HOSTILE_NAMES = Array.from({ length: 20 }, (_, index) => `${'!@'.repeat(19)}!${String.fromCharCode(98 + index)}`);

function milliseconds(read, text) {
  const began = performance.now();
  read(text);
  return performance.now() - began;
}

/**
 * How many times as long 32 times the text takes. Whatever else the machine does only ever makes a run longer, so the
 * shortest of several is what the text takes; there are more runs only as long as they leave a doubt.
 */
function growth(read, hostile) {
  let size = 2_048;
  const shorter = () => milliseconds(read, hostile(size));
  let short = Math.min(shorter(), shorter(), shorter());
  for (; short < 0.5 && size < 16_384; short = Math.min(shorter(), shorter(), shorter())) {
    size *= 2;
  }
  let long = Infinity;
  for (let run = 0; run < 12 && long > LINEAR * Math.max(0.5, short); run += 1) {
    long = Math.min(long, milliseconds(read, hostile(32 * size)));
    short = Math.min(short, shorter());
  }
  return long / Math.max(0.5, short);
}

/**
 * Between 32, with what the collection of garbage adds to long texts, and 1024, which it would be if the time grew with the
 * square of the length.
 */
const LINEAR = 256;

export function theTimeForATextGrowsWithItsLengthAlone() {
  for (const [name, hostile] of Object.entries(HOSTILE)) {
    equal(growth((text) => parseMarkup(text, HOSTILE_NAMES), hostile) <= LINEAR, true, `growth of ${name}`);
  }
}

/** Whatever else reads a text: who is mentioned in it, whom the writer is about to mention, and whether it shows anything. */
export function theTimeForMentionsGrowsWithTheLengthAlone() {
  const readers = {
    marks: (text) => mentionMarks({ text, mentions: ['ada', 'grace', 'linus'] }, (id) => (id === 'ada' ? HOSTILE_NAMES : []), 'ada'),
    caret: (text) => mentionAtCaret(text, text.length),
    visible: hasVisibleText,
  };
  for (const part of ['@', '@a', ' @', ' @a b', '@!', '(@', '@a.', ' ', '\u200b', 'a']) {
    for (const [name, read] of Object.entries(readers)) {
      equal(growth(read, (size) => part.repeat(size / part.length)) <= LINEAR, true, `growth of ${name} with ${part}`);
    }
  }
}

export function mentionsAreLookedForOnceInEachMessage() {
  const message = { text: 'Hello @Ann', mentions: ['a'] };
  const marks = mentionMarks(message, () => ['Ann'], 'b');
  equal([marks, mentionMarks(message, () => ['Ann'], 'b') === marks], [{ names: ['Ann'], own: [] }, true]);
  equal(mentionMarks(message, () => ['Ann'], 'a'), { names: ['Ann'], own: ['Ann'] });
}

export function linesBecomeListsAndQuotations() {
  equal(shapes('Buy:\n- tea\n- *cake*\n\nthanks'), ['Buy:', { list: ['tea', '<strong:cake>'] }, '\nthanks']);
  equal(shapes('2. two\n3) three'), [{ list: ['two', 'three'], start: 2 }]);
  equal(shapes('> said\n> - and\nso'), [{ quote: ['said', { list: ['and'] }] }, 'so']);
  equal(shapes('* one\n• two'), [{ list: ['one', 'two'] }]);
  equal(shapes('```\n- code\n```'), ['<block:- code>'], 'not in code');
}

export function whatOnlyLooksLikeAListStays() {
  for (const text of ['-1 degrees', '- ', '*bold*', '1.5 litres', '2026. 12. 1.', 'a - b', 'a > b', '1.', '--- ']) {
    equal(shapes(text).every((piece) => typeof piece === 'string'), true, text);
  }
}

export function quotationsInQuotationsEnd() {
  const deep = shapes(`${'>'.repeat(50)} deep`);
  equal(JSON.stringify(deep).split('quote').length - 1, 3);
  equal(JSON.stringify(deep).includes(`${'>'.repeat(47)} deep`), true, 'the rest is text');
}

export function listsOfAnyLengthAreReadInTime() {
  for (const text of ['- a\n'.repeat(4_000), '> '.repeat(8_000), '>\n- '.repeat(3_000), `- ${' '.repeat(16_000)}`, '1. 1. '.repeat(2_600), ' '.repeat(16_000)]) {
    const begin = performance.now();
    parseMarkup(text, ['Ada']);
    const took = performance.now() - begin;
    equal(took < 60 || took, true, text.slice(0, 10));
  }
}
