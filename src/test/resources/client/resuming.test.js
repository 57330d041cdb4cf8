import { Member, GRACE, listed, lobby, said } from './member.js';
import { equal } from '/browser/world.js';

async function adaWhoHeard(...events) {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  for (const event of events) {
    await ada.socket.says(event);
  }
  return ada;
}

export async function resumingBeginsAfterTheLatestEvent() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.socket.open();
  equal(ada.socket.last('hello').resume, [{ room: 'lobby', epoch: 'e1', seq: 2 }]);
}

export async function whatWasMissedIsShownInOrder() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.returns(lobby('replay', 3, { events: [said(2, 'two'), said(3, 'three')] }));
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function nothingMissedChangesNothing() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.returns(lobby('current', 1));
  await ada.socket.says(said(2, 'two'));
  equal(ada.sees, ['one', 'two']);
}

export async function aRoomThatIsTooFarBehindIsAskedForAlone() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.returns(lobby('later', 2));
  const { room, epoch, seq } = ada.socket.last('join');
  equal({ room, epoch, seq }, { room: 'lobby', epoch: 'e1', seq: 1 });
  await ada.socket.grants('join', lobby('replay', 2, { events: [said(2, 'two')] }));
  equal(ada.sees, ['one', 'two']);
}

export async function aResetStartsAgainFromTheNewest() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const messages = [listed(said(900, 'new'))];
  await ada.returns(lobby('reset', 900, { messages, more: true }));
  equal(ada.sees, ['new']);
}

export async function theSameMessageIsShownOnce() {
  const ada = await adaWhoHeard(said(1, 'one'), said(1, 'one'));
  await ada.returns(lobby('replay', 2, { events: [said(1, 'one'), said(2, 'two')] }));
  equal(ada.sees, ['one', 'two']);
}

export async function aHoleIsFilledBeforeAnythingAboveItIsShown() {
  const ada = await adaWhoHeard(said(1, 'one'), said(3, 'three'));
  equal(ada.sees, ['one']);
  equal(ada.socket.last('join').seq, 1, 'position');
  await ada.socket.grants('join', lobby('replay', 3, { events: [said(2, 'two'), said(3, 'three')] }));
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function everyKindOfEntryHasItsSeq() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  await ada.socket.says({ ev: 'react', room: 'lobby', epoch: 'e1', seq: 3, of: 1, id: 'x.y', from: GRACE, at: 3 });
  await ada.socket.says({ ev: 'edit', room: 'lobby', epoch: 'e1', seq: 4, of: 1, id: 'x.z', from: GRACE, at: 4, text: 'uno' });
  await ada.socket.says({ ev: 'delete', room: 'lobby', epoch: 'e1', seq: 5, of: 2, id: 'x.a', from: GRACE, at: 5 });
  await ada.socket.says(said(6, 'six'));
  equal(ada.log.messages.map(({ text, deleted }) => deleted ?? text), ['uno', true, 'six']);
}

export async function aRemovalHasAReason() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const reasons = [];
  ada.room.on('left', ({ reason }) => reasons.push(reason));
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  equal([ada.client.rooms.get('lobby'), reasons], [undefined, ['kicked']]);
}
