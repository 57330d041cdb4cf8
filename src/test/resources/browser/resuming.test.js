import { Member, GRACE, listed, lobby, said } from './member.js';
import { equal } from './world.js';

async function adaWhoHeard(...events) {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.grants('history', { messages: [], more: false });
  for (const event of events) {
    await ada.socket.says(event);
  }
  return ada;
}

async function backWith(ada, state) {
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.arrives(state);
}

export async function sheResumesFromTheLastThingSheHeard() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.socket.open();
  equal(ada.socket.last('hello').resume, [{ room: 'lobby', epoch: 'e1', seq: 2 }]);
}

export async function whatWasMissedIsShownInOrder() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await backWith(ada, lobby('replay', 3, { events: [said(2, 'two'), said(3, 'three')] }));
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function nothingMissedChangesNothing() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await backWith(ada, lobby('current', 1));
  await ada.socket.says(said(2, 'two'));
  equal(ada.sees, ['one', 'two']);
}

export async function aRoomThatIsTooFarBehindIsAskedForAlone() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await backWith(ada, lobby('later', 2));
  const { room, epoch, seq } = ada.socket.last('join');
  equal({ room, epoch, seq }, { room: 'lobby', epoch: 'e1', seq: 1 });
  await ada.socket.grants('join', lobby('replay', 2, { events: [said(2, 'two')] }));
  equal(ada.sees, ['one', 'two']);
}

export async function aResetStartsAgainFromTheNewest() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const messages = [listed(said(900, 'new'))];
  await backWith(ada, lobby('reset', 900, { messages, more: true }));
  equal(ada.sees, ['new']);
  equal(ada.chat.room.more, true, 'more');
}

export async function theSameMessageIsShownOnce() {
  const ada = await adaWhoHeard(said(1, 'one'), said(1, 'one'));
  await backWith(ada, lobby('replay', 2, { events: [said(1, 'one'), said(2, 'two')] }));
  equal(ada.sees, ['one', 'two']);
}

export async function aHoleIsFilledBeforeAnythingAboveItIsShown() {
  const ada = await adaWhoHeard(said(1, 'one'), said(3, 'three'));
  equal(ada.sees, ['one']);
  equal(ada.socket.last('join').seq, 1, 'position');
  await ada.socket.grants('join', lobby('replay', 3, { events: [said(2, 'two'), said(3, 'three')] }));
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function anotherKindOfEntryTakesItsPlaceInTheCount() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  await ada.socket.says({ ev: 'react', room: 'lobby', epoch: 'e1', seq: 3, of: 1, id: 'x.y', from: GRACE, at: 3 });
  await ada.socket.says({ ev: 'edit', room: 'lobby', epoch: 'e1', seq: 4, of: 1, id: 'x.z', from: GRACE, at: 4, text: 'uno' });
  await ada.socket.says({ ev: 'delete', room: 'lobby', epoch: 'e1', seq: 5, of: 2, id: 'x.a', from: GRACE, at: 5 });
  await ada.socket.says(said(6, 'six'));
  equal(ada.chat.room.log.messages.map(({ text, deleted }) => deleted ?? text), ['uno', true, 'six']);
}

export async function earlierMessagesComeBeforeTheFirst() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 2));
  await ada.socket.says(said(3, 'three'));
  equal(ada.socket.last('history').before, 3, 'before');
  const messages = [listed(said(1, 'one')), listed(said(2, 'two'))];
  await ada.socket.grants('history', { messages, more: false });
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function aRoomSheWasRemovedFromIsGoneAndSheIsToldWhy() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  equal([ada.chat.room, ada.chat.notice], [undefined, { code: 'removed', room: 'Lobby', reason: 'kicked' }]);
}

export async function whatIsSaidElsewhereIsCounted() {
  const ada = await adaWhoHeard();
  ada.chat.enter('tea');
  await ada.socket.says(said(1, 'one'));
  equal(ada.chat.rooms.get('lobby').unread, 1, 'unread');
  ada.chat.enter('lobby');
  equal(ada.chat.room.unread, 0, 'unread');
}

export async function peopleComeAndGo() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const joined = { joined: [GRACE], left: [], members: 2, online: 2 };
  await ada.socket.says({ ev: 'presence', room: 'lobby', ...joined });
  equal(ada.chat.room.people.list.map(({ name, online }) => [name, online]), [['Grace', true]]);
  await ada.socket.says({ ev: 'presence', room: 'lobby', joined: [], left: [GRACE], members: 2, online: 1 });
  equal(ada.chat.room.online, 1, 'online');
  equal([...ada.chat.room.joinLeaveNotes.notes[0].changes.values()], [{ name: 'Grace', change: 'left' }]);
}
