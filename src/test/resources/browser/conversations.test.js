import { ADA, GRACE, Member, listed, lobby, said } from './member.js';
import { equal } from './world.js';

const GROUP = 'g:gardeners';
const DIRECT = `d:${ADA.id}:${GRACE.id}`;

function group(state, head, more = {}) {
  return lobby(state, head, { room: GROUP, title: 'Gardeners', kind: 'private', role: 'owner', members: 3, ...more });
}

async function adaIn(room, ...states) {
  const ada = new Member();
  ada.chat.enter(room);
  await ada.arrives(...states);
  if (ada.socket.last('history')) {
    await ada.socket.grants('history', { messages: [], more: false });
  }
  return ada;
}

export async function aConversationBeginsWithItsFirstMessage() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  const id = ada.chat.groups.openDirect({ ...GRACE, online: true });
  equal([id, ada.socket.last('join').room], [DIRECT, DIRECT]);
  await ada.socket.refuses('join', { code: 'not_found' });
  ada.chat.enter(id);
  await ada.says('hello');
  equal(ada.socket.last('send').room, `@${GRACE.id}`, 'address');
  const direct = { ...group('current', 0, { room: DIRECT, kind: 'direct', title: undefined, role: undefined }), with: { ...GRACE, online: true } };
  await ada.socket.says({ ev: 'room', ...direct });
  const { cid } = ada.socket.last('send');
  await ada.socket.grants('send', { room: DIRECT, id: `${ADA.id}.${cid}`, epoch: 'e1', seq: 1, at: 1, duplicate: false });
  equal([ada.sees, ada.chat.room.title], [['hello'], 'Grace']);
}

export async function typingIsRepeatedEveryThreeSecondsAndEndsAfterAPause() {
  const ada = await adaIn(GROUP, group('fresh', 0));
  const told = () => ada.socket.sent.filter(({ op }) => op === 'typing').map(({ on }) => on);
  for (let second = 0; second < 7; second += 1) {
    ada.chat.typing.start(GROUP);
    await ada.clock.pass(1_000);
  }
  equal(told(), [true, true, true]);
  await ada.clock.pass(4_000);
  equal(told(), [true, true, true, false]);
}

export async function typingEndsWithAMessageOrWhenItIsNotRepeated() {
  const ada = await adaIn(GROUP, group('fresh', 0));
  await ada.socket.says({ ev: 'typing', room: GROUP, users: [GRACE] });
  equal(ada.chat.typing.in(GROUP), [GRACE]);
  await ada.socket.says(said(1, 'there', { room: GROUP }));
  equal(ada.chat.typing.in(GROUP), []);
  await ada.socket.says({ ev: 'typing', room: GROUP, users: [GRACE] });
  await ada.clock.pass(7_000);
  equal(ada.chat.typing.in(GROUP), []);
}

export async function theStatusIsThatOfTheSlowest() {
  const ada = await adaIn(GROUP, group('fresh', 0));
  const status = () => ada.chat.receipts.status(GROUP, 5, 2);
  equal(status().state, 'sent');
  await ada.socket.says({ ev: 'receipt', room: GROUP, users: [{ id: 'a', delivered: 5 }, { id: 'b', seen: 6 }] });
  equal(status(), { state: 'delivered', delivered: 2, seen: 1, of: 2 });
  await ada.socket.says({ ev: 'receipt', room: GROUP, users: [{ id: 'a', seen: 5 }, { id: 'b', seen: 2 }] });
  equal(status().state, 'seen');
}

export async function aChangeIsSeenBeforeItIsStoredAndKeptWhileOffline() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.socket.says(said(1, 'hello'));
  await ada.socket.ends(1006);
  const [message] = ada.chat.room.log.messages;
  ada.chat.messages.react(ada.chat.room, message, '👍', true);
  equal(ada.chat.messages.pendingChanges('lobby').get(message.id).map(({ op, emoji }) => [op, emoji]), [['react', '👍']]);
  await ada.clock.pass(500);
  await ada.arrives(lobby('current', 1));
  await ada.clock.pass(0);
  const { op, of, emoji, on, cid } = ada.socket.last('react');
  equal({ op, of, emoji, on }, { op: 'react', of: message.id, emoji: '👍', on: true });
  await ada.socket.says({ ev: 'react', room: 'lobby', epoch: 'e1', seq: 2, of: 1, id: `${ADA.id}.${cid}`, from: ADA, at: 2, emoji: '👍', on: true });
  equal([ada.chat.messages.pendingChanges('lobby').size, ada.chat.room.log.messages[0].reactions], [0, { '👍': { count: 1, mine: true } }]);
}

export async function whatWasDiscardedComesBackAsItWas() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.says('too much');
  await ada.socket.refuses('send', { code: 'forbidden' });
  const { messages } = ada.chat;
  const [{ cid }] = messages.waiting('lobby');
  const item = messages.pending('lobby', cid);
  messages.discard({ cid });
  equal(ada.sees, []);
  messages.restore(item);
  equal([ada.sees, messages.waiting('lobby').map(({ cid, state, why }) => [cid, state, why.code])], [['[too much]'], [[cid, 'failed', 'forbidden']]]);
  equal(new Member(ada.storage).chat.messages.waiting('lobby').length, 1, 'after a reload');
  await ada.clock.pass(1_000);
  equal(ada.sent, ['too much'], 'sent');
  messages.retry({ cid });
  await ada.clock.pass(0);
  equal(ada.sent, ['too much', 'too much'], 'sent on request');
}

export async function aChangeThatIsRefusedIsToldByItsMessage() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.socket.says(said(1, 'hello'));
  const [message] = ada.chat.room.log.messages;
  const told = () => ada.chat.messages.problemOf(message);
  ada.chat.messages.remove(ada.chat.room, message);
  await ada.clock.pass(0);
  await ada.socket.refuses('delete', { code: 'forbidden' });
  equal([told(), ada.chat.notice], [{ action: 'delete', why: { code: 'forbidden' } }, undefined]);
  ada.chat.messages.react(ada.chat.room, message, '👍', true);
  equal(told(), undefined, 'while it is tried anew');
  await ada.clock.pass(0);
  ada.chat.enter('tea');
  await ada.socket.refuses('react', { code: 'muted' });
  equal([told(), ada.chat.notice], [undefined, { code: 'refused', why: { code: 'muted' }, action: 'react' }], 'elsewhere');
}

export async function whyNoMorePeopleOrRoomsCameIsTold() {
  const ada = new Member();
  const told = [];
  ada.chat.addEventListener('refused', ({ detail }) => told.push([detail.action, detail.why.code]));
  await ada.arrives(lobby('current', 0));
  ada.chat.morePeople();
  await ada.socket.refuses('members', { code: 'unavailable', retry: true });
  ada.chat.moreRooms();
  await ada.socket.refuses('rooms', { code: 'rate_limited', retry: true });
  equal(told, [['members', 'unavailable'], ['rooms', 'rate_limited']]);
}

export async function whyNoEarlierMessagesCameIsKnownUntilTheyDo() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 200));
  await ada.socket.grants('history', { messages: [listed(said(200, 'late'))], more: true });
  ada.chat.rooms.loadOlder(ada.chat.room);
  await ada.socket.refuses('history', { code: 'unavailable', retry: true });
  equal(ada.chat.room.loadRefusal.code, 'unavailable');
  ada.chat.rooms.loadOlder(ada.chat.room);
  equal(ada.chat.room.loadRefusal, undefined, 'while it loads');
  await ada.socket.grants('history', { messages: [listed(said(1, 'early'))], more: false });
  equal([ada.chat.room.loadRefusal, ada.sees], [undefined, ['early', 'late']]);
}

export async function whatIsOffTheScreenIsNotRead() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.socket.says(said(1, 'one'));
  await ada.clock.pass(500);
  equal(ada.socket.last('read').seq, 1, 'read');
  ada.chat.atEnd = false;
  await ada.socket.says(said(2, 'two'));
  await ada.clock.pass(500);
  equal([ada.socket.last('read').seq, ada.socket.last('received').seq], [1, 2]);
  equal([ada.chat.room.unread, ada.chat.room.newAbove], [1, 1]);
  ada.chat.atEnd = true;
  await ada.clock.pass(500);
  equal([ada.socket.last('read').seq, ada.chat.room.unread], [2, 0]);
}

export async function theRoomsAreThereBeforeTheConnectionIs() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.socket.says(said(1, 'one'));
  await ada.clock.pass(1_000);
  const later = new Member(ada.storage);
  equal([later.chat.me.name, later.sees], ['Ada', ['one']]);
  await later.socket.open();
  equal(later.socket.last('hello').resume, [{ room: 'lobby', epoch: 'e1', seq: 1 }]);
}

export async function afterAResetTheHistoryIsSearchedBeforeAnythingIsSentAgain() {
  const ada = await adaIn('lobby', lobby('fresh', 0));
  await ada.says('hello');
  const { cid } = ada.socket.last('send');
  await ada.socket.ends(1006);
  await ada.clock.pass(500);
  await ada.arrives(lobby('reset', 900, { messages: [listed(said(900, 'new'))], more: true }));
  await ada.clock.pass(0);
  equal([ada.sent, ada.socket.last('history').after], [[], 0]);
  const mine = listed(said(1, 'hello', { id: `${ADA.id}.${cid}`, from: ADA }));
  await ada.socket.grants('history', { messages: [mine], more: false });
  await ada.clock.pass(0);
  equal([ada.sent, ada.chat.messages.waiting('lobby')], [[], []]);
}

export async function anAnnouncementStaysUntilItIsDismissed() {
  const ada = await adaIn(GROUP, group('fresh', 0));
  const event = { ev: 'event', name: 'announcement', data: { text: 'Back at five' }, from: { id: 'admin222222222222', name: 'Olga' } };
  await ada.socket.says({ ...event, room: GROUP });
  await ada.socket.says({ ...event, name: 'cursor' });
  await ada.socket.says({ ...event, data: { text: 5 } });
  equal(ada.chat.announcement, undefined, 'what only looks like one');
  await ada.socket.says(event);
  await ada.socket.says(said(1, 'there', { room: GROUP }));
  equal(ada.chat.announcement, { text: 'Back at five', name: 'Olga' });
  ada.chat.dismissAnnouncement();
  equal(ada.chat.announcement, undefined);
}

const lineIn = ({ room }) => room.line;

export async function whatTheUserMarksStaysUnreadUntilTheyOpenTheRoomAgain() {
  const ada = await adaIn(GROUP, group('fresh', 0), lobby('fresh', 0));
  for (let seq = 1; seq <= 3; seq += 1) {
    await ada.socket.says(said(seq, `m${seq}`, { room: GROUP }));
  }
  const marked = ada.chat.room.markUnread({ seq: 2 });
  await ada.socket.grants('mark', {});
  await marked;
  equal([ada.socket.last('mark').seq, lineIn(ada.chat), ada.chat.rooms.unread], [2, { above: 1, own: true }, 1]);
  await ada.socket.says(said(4, 'm4', { room: GROUP }));
  equal([ada.chat.rooms.get(GROUP).mark, ada.socket.sent.filter(({ op }) => op === 'mark').length], [2, 1], 'reading on leaves it');
  ada.chat.enter('lobby');
  equal(ada.chat.rooms.get(GROUP).mark, 2);
  ada.chat.enter(GROUP);
  await ada.clock.pass(0);
  equal(ada.socket.last('mark').seq, null, 'it is read now');
  await ada.socket.grants('mark', {});
  equal([ada.chat.rooms.unread, lineIn(ada.chat)], [0, { above: 1, own: true }], 'the line stays');
  ada.chat.enter('lobby');
  equal(ada.chat.rooms.get(GROUP).line.above, undefined, 'until the room is left');
}

export async function aMarkOfAnotherDeviceIsShownAndGoesWithIt() {
  const ada = await adaIn(GROUP, group('fresh', 0));
  await ada.socket.says(said(1, 'm1', { room: GROUP }));
  await ada.socket.says({ ev: 'unread', room: GROUP, read: 1, unread: 0, mentions: 0, mark: 1 });
  equal([lineIn(ada.chat), ada.chat.rooms.unread, ada.socket.last('mark')], [{ above: 0, own: true }, 1, undefined]);
  ada.chat.reopened();
  equal(ada.socket.last('mark').seq, null, 'the user has come back from the list');
  await ada.socket.says({ ev: 'unread', room: GROUP, read: 1, unread: 0, mentions: 0 });
  equal([ada.chat.rooms.unread, ada.chat.room.mark], [0, undefined]);
}

export async function aRoomThatIsQuietCountsOnlyWhatIsWanted() {
  const ada = await adaIn('lobby', lobby('fresh', 0), group('fresh', 5, { unread: 5, mentions: 2 }));
  const counted = async (level) => {
    await ada.socket.says({ ev: 'room', ...group('current', 5, { unread: 5, mentions: 2, ...(level && { notify: level }) }) });
    return [ada.chat.rooms.unread, ada.chat.rooms.get(GROUP).notifiesOf];
  };
  equal([await counted(), await counted('all'), await counted('mentions'), await counted('none')], [[5, 'all'], [5, 'all'], [2, 'mentions'], [0, 'none']]);
  equal([ada.chat.room.notifiesOf, ada.chat.rooms.get(GROUP).unread], ['mentions', 5], 'public rooms, and what is unread');
}

export async function thoseWhoReactedAreAskedForByPage() {
  const ada = await adaIn(GROUP, group('fresh', 1));
  const first = ada.chat.room.reactors({ seq: 1 }, '👍');
  await ada.socket.grants('reactors', { users: [GRACE], cursor: GRACE.id });
  equal([(await first).users, ada.socket.last('reactors').cursor], [[GRACE], undefined]);
  ada.chat.room.reactors({ seq: 1 }, '👍', GRACE.id);
  equal([ada.socket.last('reactors').cursor, ada.socket.last('reactors').emoji], [GRACE.id, '👍']);
}
