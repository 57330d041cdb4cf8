import { mentionMarks } from '/page/a/state/mention-marks.js';
import { matchingMembers, mentionAtCaret, mentionsIn } from '/page/a/state/mentions.js';
import { initials, namesApart } from '/page/a/state/names.js';
import { Search } from '/page/a/state/search.js';
import { Tints } from '/page/a/state/tints.js';
import { MentionPicker } from '/page/a/ui/mention-picker.js';
import { ADA, GRACE, Member, lobby, said } from './member.js';
import { Clock, equal, settled } from './world.js';

const LAST = { id: 'last000000000000', name: 'First Last' };
const ADA2 = { id: 'zda0000000000000', name: 'Ada' };

async function adaInTheLobby(...members) {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.grants('history', { messages: [], more: false });
  ada.chat.room.people.applyPage({ members: members.map((user) => ({ online: true, role: 'member', ...user })) });
  return ada;
}

export function aMentionGoesOnOverSpacesAndMatchesAnyWord() {
  equal(mentionAtCaret('hello @First La', 15), { from: 6, query: 'First La' });
  equal(mentionAtCaret('hello @ La', 10), undefined, 'no name begins with a space');
  equal(mentionAtCaret('mail@First', 10), undefined, 'inside a word');
  const people = [{ id: 'a', name: 'Lasse' }, { id: 'b', name: 'First Last' }, { id: 'c', name: 'Ållas' }, { id: 'd', name: 'Grace' }];
  const names = (query) => matchingMembers(people, query, 'me').map(({ name }) => name);
  equal(names('first la'), ['First Last']);
  equal(names('LAS'), ['Lasse', 'First Last', 'Ållas']);
  equal(names('a\u030all'), ['Ållas']);
  equal(names('First Last is'), []);
}

export function allOfANameAreMentionedUnlessSomeoneWasPicked() {
  const people = [ADA, ADA2, GRACE];
  equal(mentionsIn('@Ada and @Grace', people), [ADA.id, ADA2.id, GRACE.id]);
  equal(mentionsIn('@Ada', people, new Map([['Ada', [ADA2.id]]])), [ADA2.id]);
  equal(mentionsIn('@Ada', people, new Map([['Ada', [ADA2.id, ADA.id]]])), [ADA.id], 'the one who was picked last');
  equal(mentionsIn('@Ada @Ada', people, new Map([['Ada', [ADA2.id, ADA.id]]])), [ADA2.id, ADA.id]);
  equal(mentionsIn('@First Last', [], new Map([['First Last', [LAST.id]]])), [LAST.id], 'whom the server found');
}

export function aMarkStaysWhenItsPersonTakesAnotherName() {
  const names = { [GRACE.id]: ['Hopper', 'Grace'], [LAST.id]: ['First Last'] };
  const marks = (text, mentions, me) => mentionMarks({ text, mentions }, (id) => names[id] ?? [], me);
  equal(marks('@Grace and @First Last', [GRACE.id, LAST.id], GRACE.id), { names: ['Grace', 'First Last'], own: ['Grace'] });
  equal(marks('Hi @Amazing, @Grace', ['unknown', GRACE.id], 'unknown'), { names: ['Grace', 'Amazing'], own: ['Amazing'] }, 'a name nobody knows any more');
  equal(marks('a@b.c', ['unknown']), { names: [], own: [] }, 'no word behind an @ of its own');
  equal(mentionMarks({ deleted: true }, () => [], 'me'), { names: [], own: [] });
}

export async function aFormerNameIsRememberedWhereSomeoneHadIt() {
  const ada = await adaInTheLobby(ADA, GRACE);
  equal(ada.chat.room.namesOf(GRACE.id), ['Grace']);
  await ada.socket.says({ ev: 'user', id: GRACE.id, name: 'Hopper' });
  equal(ada.chat.room.namesOf(GRACE.id), ['Grace', 'Hopper']);
}

export async function peopleWithTheSameNameAreToldApart() {
  const label = namesApart([ADA, ADA2, { id: 'adb0000000000000', name: 'Adb' }]);
  equal([label(ADA), label(ADA2), label({ id: 'x', name: 'Adb' })], ['Ada #ada0', 'Ada #zda0', 'Adb #x']);
  equal(label({ id: 'adb0000000000000', name: 'Adb' }), 'Adb', 'only one has this name');
  const near = namesApart([{ id: 'abcd1', name: 'X' }, { id: 'abcd2', name: 'X' }]);
  equal(near({ id: 'abcd1', name: 'X' }), 'X #abcd1', 'as much of the id as it takes');
  const ada = await adaInTheLobby(ADA, GRACE);
  equal(ada.chat.room.label(ADA), 'Ada');
  await ada.socket.says(said(1, 'hello', { from: ADA2 }));
  equal([ada.chat.room.label(ADA), ada.chat.room.label(ADA2), ada.chat.room.label(GRACE)], ['Ada #ada0', 'Ada #zda0', 'Grace']);
}

export async function theServerIsAskedForTheLatestQueryOnceTypingPauses() {
  const clock = new Clock();
  const asked = [];
  let answer;
  const ask = (subject, fields) => {
    asked.push({ subject, ...fields });
    return new Promise((resolve, reject) => {
      answer = { resolve, reject };
    });
  };
  const search = new Search({ ask, timers: { after: clock.after, now: clock.now }, changed: () => {} });
  search.find('tea', 'F');
  search.find('tea', 'Fi');
  await clock.pass(150);
  equal(asked, [{ subject: 'tea', query: 'fi' }]);
  equal(search.searching, true);
  search.find('tea', 'Fir');
  answer.resolve({ found: ['stale'] });
  await settled();
  equal(search.found, [], 'of a query that nobody waits for');
  await clock.pass(150);
  answer.resolve({ found: [], cursor: '1' });
  await settled();
  equal(asked.at(-1), { subject: 'tea', query: 'fir', cursor: '1' }, 'an empty page is not the end');
  answer.resolve({ found: ['First'] });
  await settled();
  equal([search.found, search.searching], [['First'], false]);
  search.find('tea', 'First');
  await clock.pass(1_000);
  equal([asked.length, search.found], [3, ['First']], 'all that match are known');
  search.find('milk', 'First');
  equal(search.found, []);
  await clock.pass(150);
  answer.reject({ code: 'rate_limited', retry: true, after: 300 });
  await clock.pass(300);
  equal(asked.length, 5, 'again once it may');
  search.find('milk', '');
  await clock.pass(1_000);
  equal(asked.length, 5);
}

export async function aSearchGoesOnAfterALostConnectionAndEndsWithARefusal() {
  const clock = new Clock();
  const refusals = [{ code: 'lost', retry: true }, { code: 'lost', retry: true }, { code: 'forbidden', retry: false }];
  let asked = 0;
  const ask = async () => {
    asked += 1;
    throw refusals[asked - 1];
  };
  const search = new Search({ ask, timers: { after: clock.after, now: clock.now }, changed: () => {} });
  search.find('tea', 'fi');
  await clock.pass(150);
  equal([asked, search.searching], [1, true]);
  await clock.pass(1_000);
  equal([asked, search.searching], [2, true], 'the connection may be back');
  await clock.pass(1_000);
  equal([asked, search.searching, search.found], [3, false, []], 'nobody waits for what does not come');
  await clock.pass(5_000);
  equal(asked, 3);
}

export async function whoReturnsAfterAKickEntersTheRoomLikeAnyOther() {
  const ada = await adaInTheLobby(ADA, GRACE);
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  equal(ada.chat.room, undefined);
  const asked = () => ada.socket.sent.filter(({ op }) => op === 'members').length;
  const before = asked();
  const joining = ada.chat.groups.join('lobby');
  await ada.socket.grants('join', lobby('fresh', 3, { messages: [], more: false }));
  await joining;
  await settled();
  equal(asked(), before + 1, 'asks at once who is there');
  await ada.socket.grants('members', { members: [{ ...GRACE, online: true, role: 'member' }], count: 2, online: 2 });
  equal(ada.chat.room.people.list.map(({ name }) => name), ['Grace']);
}

export async function whoJoinsByALinkEntersTheRoomLikeAnyOther() {
  const ada = await adaInTheLobby(ADA, GRACE);
  ada.chat.enter('tea');
  equal(ada.chat.room, undefined);
  const joining = ada.chat.groups.join('tea');
  await ada.socket.grants('join', lobby('fresh', 0, { room: 'tea', messages: [], more: false }));
  await joining;
  await settled();
  equal(ada.socket.last('members'), { op: 'members', ref: ada.socket.last('members').ref, room: 'tea' });
}

export async function moderatorsSeeWhoIsMutedAndBanned() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.grants('history', { messages: [], more: false });
  equal(ada.socket.sent.filter(({ only }) => only), [], 'others do not ask');
  await ada.socket.says({ ev: 'room', ...lobby('current', 0, { role: 'owner' }) });
  const asked = ada.socket.sent.filter(({ op, only }) => op === 'members' && only);
  equal(asked.map(({ only }) => only), ['muted', 'banned']);
  const answer = (only, members) => ada.socket.says({ ref: asked.find((one) => one.only === only).ref, ok: { members, count: 2, online: 2 } });
  await answer('muted', [{ ...GRACE, online: true, role: 'member', until: 5 }]);
  await answer('banned', [{ ...LAST, online: false, until: 0 }]);
  const { muted, banned } = ada.chat.restricted.of(ada.chat.room);
  equal([muted.list.map(({ name }) => name), banned.list.map(({ name }) => name)], [['Grace'], ['First Last']]);
  equal(ada.chat.restricted.mutedUntil(ada.chat.room, GRACE.id), 5);
}

export async function theMutedAreToldUntilWhen() {
  const ada = await adaInTheLobby(ADA);
  equal(ada.chat.room.muted, undefined);
  await ada.socket.says({ ev: 'room', ...lobby('current', 0, { muted: 42 }) });
  equal(ada.chat.room.muted, 42);
  await ada.socket.says({ ev: 'room', ...lobby('current', 0) });
  equal(ada.chat.room.muted, undefined);
}

export async function whereOnlyModeratorsWriteOthersMayNot() {
  const ada = await adaInTheLobby(ADA);
  equal([ada.chat.room.write, ada.chat.room.canWrite], ['members', true], 'an older server says nothing');
  await ada.socket.says({ ev: 'room', ...lobby('current', 0, { write: 'moderators' }) });
  equal([ada.chat.room.write, ada.chat.room.canWrite], ['moderators', false]);
  await ada.socket.says({ ev: 'room', ...lobby('current', 0, { write: 'moderators', role: 'moderator' }) });
  equal(ada.chat.room.canWrite, true);
  const done = ada.chat.groups.setWriters('lobby', 'members');
  await ada.socket.grants('set', {});
  await done;
  equal(ada.socket.sent.filter(({ op }) => op === 'set').map(({ room, write, title }) => [room, write, title]), [['lobby', 'members', undefined]]);
}

export function namesThatLookTheSameAreToldApartLikeEqualOnes() {
  const people = ['Sam Smith', 'Sam  Smith', 'Sam\u00a0Smith', 'S\uff41m Smith', 'sam smith'].map((name, index) => ({ id: `${index}000`, name }));
  const label = namesApart(people);
  equal(people.map(label), ['Sam Smith #0000', 'Sam  Smith #1000', 'Sam\u00a0Smith #2000', 'S\uff41m Smith #3000', 'sam smith']);
}

/** A message field with the caret at its end. */
class Field {
  value = '';

  get selectionStart() {
    return this.value.length;
  }

  setRangeText(text, from, to) {
    this.value = this.value.slice(0, from) + text + this.value.slice(to);
  }
}

function pickerIn(room, found = []) {
  const chat = { room: { ...room, labelAmong: () => ({ name }) => name }, mentioned: { found, find: () => {} }, me: { id: 'me' } };
  return { chat, picker: new MentionPicker(chat), field: new Field() };
}

function types(field, picker, text) {
  field.value = text;
  picker.inputChanged(field);
}

export function whoWasPickedInOneRoomIsMeantInNoOther() {
  const tea = { id: 'tea', people: { list: [ADA] } };
  const milk = { id: 'milk', people: { list: [ADA2] } };
  const { chat, picker, field } = pickerIn(tea);
  types(field, picker, '@A');
  picker.pick(ADA, field);
  equal([field.value, picker.in('@Ada')], ['@Ada ', [ADA.id]]);
  chat.room = milk;
  equal(picker.in('@Ada'), [ADA2.id], 'the one who is there');
  chat.room = { id: 'empty', people: { list: [] } };
  equal(picker.in('@Ada'), [], 'the server refuses whoever is no member');
  chat.room = tea;
  equal(picker.in('@Ada'), [ADA.id]);
  tea.people.list = [];
  picker.forget();
  equal(picker.in('@Ada'), [], 'who has left meanwhile');
}

export function whomTheServerFoundIsMentionedWithoutBeingPicked() {
  const { chat, picker, field } = pickerIn({ id: 'tea', people: { list: [GRACE], cursor: '1' } }, [LAST, GRACE]);
  types(field, picker, 'Ask @First Last');
  equal(picker.active, 'suggestion-0');
  chat.mentioned.found = [];
  types(field, picker, 'Ask @First Last please');
  equal(picker.in('Ask @First Last and @Grace please'), [LAST.id, GRACE.id]);
}

export async function whoIsFoundByTheServerIsKnownUntilTheNextSearch() {
  const ada = await adaInTheLobby(ADA, GRACE);
  const { chat } = ada;
  chat.personSearch.find(chat.room, 'fir');
  await ada.clock.pass(150);
  equal(ada.socket.last('members').query, 'fir');
  await ada.socket.grants('members', { members: [{ ...LAST, online: true }], count: 200, online: 2 });
  const names = () => chat.knownPeople.map(({ name }) => name).sort();
  equal(names(), ['First Last', 'Grace']);
  chat.personSearch.find(chat.room, 'gra');
  equal(names(), ['First Last', 'Grace'], 'they may have been picked');
  chat.forgetFound();
  equal(names(), ['Grace']);
}

export function aDraftRemembersWhoWasPicked() {
  const room = { id: 'tea', people: { list: [], cursor: '1' } };
  const { picker, field } = pickerIn(room);
  types(field, picker, '@F');
  picker.pick(LAST, field);
  const reopened = pickerIn(room).picker;
  equal(reopened.in(field.value), []);
  reopened.remember(picker.picked);
  equal(reopened.in(field.value), [LAST.id]);
}

export function initialsTellNeighboursApart() {
  const names = ['Ada', 'Alan', 'Ada Lovelace', 'tea-corner', 'Guest 4821', 'Guest 4837', '김민수', '김지은', 'Room 7', '#x', '👩‍👩‍👧 Us', '👩‍👩‍👧', '<b>', '', '…'];
  equal(names.map(initials), ['Ad', 'Al', 'AL', 'TC', '21', '37', '민수', '지은', 'R7', 'X', '👩‍👩‍👧U', '👩‍👩‍👧', 'B>', '?', '?']);
}

export function whoeverIsDrawnNextHasAnotherTint() {
  const tints = new Tints();
  const ids = Array.from({ length: 200 }, (_, i) => `user${i}`);
  const drawn = ids.map((id) => tints.of(id));
  for (let i = 1; i < drawn.length; i++) {
    equal(drawn.slice(Math.max(0, i - 3), i).includes(drawn[i]), false, `${ids[i]} as one of the three before`);
  }
  equal(ids.map((id) => tints.of(id)), drawn, 'the same later');
  equal(new Set(drawn).size, 12, 'tints');
  equal(new Tints().of('user7'), new Tints().of('user7'), 'the same in each page');
}
