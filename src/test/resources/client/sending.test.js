import { Member, listed, lobby, own } from './member.js';
import { equal } from '/browser/world.js';

async function adaInTheLobby(options) {
  const ada = new Member(options);
  await ada.arrives(lobby('fresh', 0));
  return ada;
}

export async function aMessageIsSeenAtOnceAndBecomesItself() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  equal(ada.sees, ['[hello]']);
  await ada.stored(1);
  equal(ada.sees, ['hello']);
  await ada.socket.says(own(ada.socket.last('send'), 1));
  equal(ada.sees, ['hello']);
}

export async function theNextIsSentWhenTheOneBeforeIsStored() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.says('two');
  equal(ada.sent, ['one']);
  await ada.stored(1);
  equal(ada.sent, ['one', 'two']);
}

export async function tooFastIsSentAgainByItselfInOrder() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.says('two');
  await ada.socket.refuses('send', { code: 'rate_limited', retry: true, after: 1_200 });
  await ada.clock.pass(1_199);
  equal(ada.sent, ['one']);
  await ada.clock.pass(1);
  equal(ada.sent, ['one', 'one']);
}

export async function anAbsentStoreIsTriedAgainEverMoreRarelyWithTheSameCid() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  const { cid } = ada.socket.last('send');
  for (const wait of [1000, 2000, 4000]) {
    await ada.socket.refuses('send', { code: 'unavailable', retry: true });
    await ada.clock.pass(wait);
    equal(ada.socket.last('send').cid, cid, 'cid');
  }
  equal(ada.sent.length, 4, 'tries');
}

export async function aRefusalIsShownAndTheRestGoesOn() {
  const ada = await adaInTheLobby({ keepFailed: true });
  await ada.says('rude');
  await ada.says('kind');
  await ada.socket.refuses('send', { code: 'muted' });
  const [rude] = ada.room.waiting;
  equal([rude.state, rude.why.code], ['failed', 'muted']);
  equal(ada.sent, ['rude', 'kind']);
  await ada.stored(1);
  ada.client.retry(rude.cid);
  await ada.clock.pass(0);
  equal(ada.sent, ['rude', 'kind', 'rude']);
}

export async function whatWasStoredWithoutAReplyIsNotSentTwice() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  const sent = ada.socket.last('send');
  await ada.returns(lobby('replay', 1, { events: [own(sent, 1)] }));
  equal([ada.sees, ada.sent], [['hello'], []]);
}

export async function whatWasNotStoredIsSentAgainInOrder() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.says('two');
  const { cid } = ada.socket.last('send');
  await ada.returns(lobby('current', 0));
  equal([ada.sent, ada.socket.last('send').cid], [['one'], cid]);
  await ada.stored(1);
  equal(ada.sent, ['one', 'two']);
}

export async function nothingIsRepeatedBeforeTheRoomHasToldWhatItHas() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  const sent = ada.socket.last('send');
  await ada.returns(lobby('later', 1));
  equal(ada.sent, []);
  await ada.socket.grants('join', lobby('replay', 1, { events: [own(sent, 1)] }));
  equal([ada.sees, ada.sent], [['hello'], []]);
}

export async function aReloadForgetsNothingAndAsksFirst() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  const sent = ada.socket.last('send');
  const later = new Member({ store: ada.store });
  await later.socket.open();
  equal(later.socket.last('hello').resume, [{ room: 'lobby', epoch: 'e1', seq: 0 }]);
  await later.arrives(lobby('replay', 1, { events: [own(sent, 1)] }));
  equal([later.sees, later.sent], [['hello'], []]);
}

export async function whatWasWrittenOfflineIsSentAfterAReload() {
  const ada = await adaInTheLobby();
  await ada.socket.ends(1006);
  await ada.says('from the tunnel');
  const later = new Member({ store: ada.store });
  await later.arrives(lobby('current', 0));
  equal(later.sent, ['from the tunnel']);
}

export async function whatAStoreLostIsSentAgain() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  const one = ada.socket.last('send');
  await ada.stored(1);
  await ada.socket.says(own(one, 1));
  await ada.says('two');
  await ada.stored(2);
  const messages = [listed(own(one, 1))];
  await ada.socket.says({ ev: 'room', ...lobby('reset', 1_048_577, { epoch: 'e2', messages, more: false }) });
  await ada.clock.pass(0);
  equal([ada.sees, ada.sent], [['one', '[two]'], ['one', 'two', 'two']]);
}

export async function whatAStoreKeptIsNotSentAgain() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.stored(1);
  await ada.socket.says(own(ada.socket.last('send'), 1));
  await ada.socket.says({ ev: 'room', ...lobby('current', 1_048_577, { epoch: 'e2' }) });
  await ada.clock.pass(0);
  equal([ada.sees, ada.sent], [['one'], ['one']]);
}

export async function whatWasStoredLongAgoIsNotSentAgain() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.stored(1);
  for (let half = 0; half < 31; half += 1) {
    await ada.clock.pass(10_000);
    await ada.socket.says({ ev: 'rooms', rooms: [], total: 0 });
  }
  await ada.returns(lobby('reset', 9, { epoch: 'e2', messages: [], more: false }));
  equal(ada.sent, []);
}

export async function aNewGuestDoesNotSendWhatTheFormerOneWrote() {
  const ada = await adaInTheLobby({ rejected: () => null, keepFailed: true });
  await ada.says('hello');
  const stranger = { id: 'stranger00000000', name: 'Ada' };
  await ada.socket.ends(4501);
  await ada.socket.open();
  await ada.socket.grants('hello', { user: stranger, token: 't', heartbeat: 25_000, pod: 'p', rooms: [lobby('fresh', 0)] });
  const [hello] = ada.room.waiting;
  equal([hello.state, ada.sent], ['failed', []]);
}
