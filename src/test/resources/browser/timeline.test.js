import { MessageWindow } from '/page/a/state/message-window.js';
import { buildTimeline } from '/page/a/state/timeline.js';
import { ADA, GRACE } from './member.js';
import { equal } from './world.js';

const NOON = new Date(2026, 0, 5, 12).getTime();
const MINUTE = 60_000;

function message(seq, from, at) {
  return { seq, id: `m${seq}`, from, at, text: `${seq}` };
}

function shape(messages, { waiting = [], notes = [], newAbove, own } = {}) {
  return buildTimeline({ messages, waiting, notes, line: { above: newAbove, own }, me: ADA.id }).map(
    ({ day, unread, note, message: said, first, last, state }) =>
      day ? 'day' : unread ? 'unread' : note ? 'note' : `${said.id}${first ? '(' : ''}${last ? ')' : ''}${state === 'stored' ? '' : state}`,
  );
}

export function messagesOfOneAuthorAreGroupedForFiveMinutes() {
  const said = [message(1, GRACE, NOON), message(2, GRACE, NOON + MINUTE), message(3, GRACE, NOON + 9 * MINUTE), message(4, ADA, NOON + 9 * MINUTE)];
  equal(shape(said), ['day', 'm1(', 'm2)', 'm3()', 'm4()']);
}

export function eachDayBeginsWithALine() {
  equal(shape([message(1, GRACE, NOON), message(2, GRACE, NOON + 24 * 60 * MINUTE)]), ['day', 'm1()', 'day', 'm2()']);
}

export function theUnreadMarkIsBeforeTheFirstMessageOfSomebodyElse() {
  const said = [message(1, GRACE, NOON), message(2, ADA, NOON), message(3, GRACE, NOON)];
  equal(shape(said, { newAbove: 1 }), ['day', 'm1()', 'm2()', 'unread', 'm3()']);
  equal(shape(said, { newAbove: 1, own: true }), ['day', 'm1()', 'unread', 'm2()', 'm3()'], 'where the user has marked it');
}

export function joinsAreShownBetweenTheMessagesWhereTheyHappened() {
  const said = [message(1, GRACE, NOON), message(2, GRACE, NOON)];
  equal(shape(said, { notes: [{ key: 'n', after: 1 }] }), ['day', 'm1()', 'note', 'm2()']);
}

export function whatWaitsComesLast() {
  const waiting = [{ ...message(9, ADA, NOON), state: 'unsent' }, { ...message(10, ADA, NOON), state: 'failed' }];
  equal(shape([message(1, ADA, NOON)], { waiting }), ['day', 'm1(', 'm9pending', 'm10)failed']);
}

export function ofALongConversationOnlyAPartIsDrawn() {
  const messages = Array.from({ length: 10_000 }, (_, index) => message(index + 1, GRACE, NOON));
  const messageWindow = new MessageWindow();
  equal(messageWindow.visible(messages).at(-1).seq, 10_000, 'end');
  equal(messageWindow.visible(messages).length, 8, 'at once');
  messageWindow.extend(messages);
  messageWindow.extend(messages);
  equal(messageWindow.visible(messages).length, 32, 'until the screen is full');
  messages.push(message(10_001, GRACE, NOON));
  equal(messageWindow.visible(messages).length, 32, 'the oldest makes room for the newest');
  messages.pop();
  equal(messageWindow.visible(messages, 9_950)[0].seq, 9_950, 'back to what is new');
  equal(messageWindow.visible(messages, 5)[0].seq, 9_881, 'but not without end');
  for (let step = 0; step < 3; step += 1) {
    messageWindow.extend(messages);
  }
  equal(messageWindow.visible(messages).length, 240, 'few');
  for (let step = 0; step < 10; step += 1) {
    messageWindow.showEarlier(messages);
  }
  equal(messageWindow.visible(messages).length <= 240, true, 'few');
  equal(messageWindow.atEnd, false, 'at end');
  const [first] = messageWindow.visible(messages);
  messages.unshift(message(0, GRACE, NOON));
  messages.push(message(10_001, GRACE, NOON));
  equal(messageWindow.visible(messages)[0].id, first.id, 'stays where the reader is');
  for (let step = 0; step < 12; step += 1) {
    messageWindow.showLater(messages);
  }
  equal([messageWindow.atEnd, messageWindow.visible(messages).at(-1).seq], [true, 10_001]);
}
