import { parseMarkup } from '/page/a/state/markup.js';
import { equal } from './world.js';

/** The pieces in short: `kind:text`, plain text as it is. */
function shape(text, names) {
  const short = ({ kind, text: inner, pieces }) => (kind === 'text' ? inner : `<${kind}:${pieces ? pieces.map(short).join('') : inner}>`);
  return parseMarkup(text, names).map(short).join('');
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
