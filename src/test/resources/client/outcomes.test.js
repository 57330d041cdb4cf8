import { memoryStore } from '/page/a/client/memory-store.js';
import { Member, lobby, own, said } from './member.js';
import { equal, settled } from '/browser/world.js';

async function adaInTheLobby(options) {
  const ada = new Member(options);
  await ada.arrives(lobby('fresh', 0));
  return ada;
}

/** How a promise has ended by now: its value, the code of its refusal, or `waits`. */
async function outcome(promise) {
  let ended = 'waits';
  promise.then(
    (value) => (ended = value),
    ({ code }) => (ended = code),
  );
  await settled();
  return ended;
}

export async function aMessageHasAPositionOnceItIsStored() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  equal(await outcome(ada.sending), 'waits');
  await ada.stored(1);
  const { room, id, epoch, seq } = await ada.sending;
  equal([room, id.split('.')[1], epoch, seq], ['lobby', ada.sending.cid, 'e1', 1]);
}

export async function itsOwnEventAnswersForTheReply() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  await ada.socket.says(own(ada.socket.last('send'), 1));
  equal((await ada.sending).seq, 1);
}

export async function aReplayAnswersForTheReply() {
  const ada = await adaInTheLobby();
  await ada.says('hello');
  const sent = ada.socket.last('send');
  await ada.returns(lobby('replay', 1, { events: [own(sent, 1)] }));
  equal((await ada.sending).seq, 1);
}

export async function aRefusalEndsItAndLeavesNothingBehind() {
  const ada = await adaInTheLobby();
  await ada.says('rude');
  await ada.socket.refuses('send', { code: 'muted' });
  equal([await outcome(ada.sending), ada.room.waiting, Object.keys(ada.store).filter((key) => key.includes('outbox'))], ['muted', [], []]);
}

export async function everythingOfAMessageIsSent() {
  const ada = await adaInTheLobby();
  ada.room.send({ data: { goals: 2 }, to: 'others', of: 'x.y', mentions: ['grace00000000000'] });
  await ada.clock.pass(0);
  const { op, ref, cid, ...fields } = ada.socket.last('send');
  equal(fields, { room: 'lobby', data: { goals: 2 }, to: 'others', of: 'x.y', mentions: ['grace00000000000'] });
}

export async function whatWentToTheOthersFillsItsPlaceHere() {
  const ada = await adaInTheLobby();
  ada.room.send({ text: 'psst', to: 'others' });
  await ada.clock.pass(0);
  await ada.stored(1);
  await ada.socket.says(said(2, 'two'));
  equal([ada.sees, ada.socket.last('join')], [['psst', 'two'], undefined]);
}

export async function whatWentToTheOthersWaitsForWhatCameBefore() {
  const ada = await adaInTheLobby();
  ada.room.send({ text: 'psst', to: 'others' });
  await ada.clock.pass(0);
  await ada.stored(2);
  await ada.socket.says(said(1, 'one'));
  equal([ada.heard.map(([, text]) => text), ada.room.seq], [['one', 'psst'], 2]);
}

export async function whatWaitsCanBeTakenBack() {
  const ada = await adaInTheLobby();
  await ada.socket.ends(1006);
  await ada.says('one');
  const one = ada.sending;
  await ada.says('two');
  equal([one.cancel(), one.cancel(), await outcome(one)], [true, false, 'cancelled']);
  await ada.clock.pass(500);
  await ada.arrives(lobby('current', 0));
  await ada.clock.pass(0);
  equal(ada.sent, ['two']);
}

export async function whatIsUnderWayCanBeTakenBackButMayBeStored() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  ada.sending.cancel();
  const refusal = await ada.sending.catch((reason) => reason);
  equal([refusal.code, refusal.outcomeUnknown], ['cancelled', true]);
  await ada.returns(lobby('current', 0));
  equal([ada.sent, ada.room.waiting], [[], []]);
}

export async function whatWasTakenBackWhileTheServerIsBusyIsNotSentAgain() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.socket.refuses('send', { code: 'rate_limited', retry: true, after: 1_000 });
  ada.sending.cancel();
  await ada.says('two');
  await ada.clock.pass(1_000);
  equal(ada.sent, ['one', 'two']);
}

export async function aMessageThatEndsTheConnectionIsOutOfTheWay() {
  for (const code of [1002, 1007, 1009, 4500]) {
    const ada = await adaInTheLobby();
    await ada.says('bad');
    const bad = ada.sending;
    await ada.says('good');
    await ada.returns(lobby('current', 0), code);
    equal([await outcome(bad), ada.sent], ['rejected', ['good']], `after ${code}`);
  }
}

export async function amongSeveralTheCulpritIsFoundAndTheOthersAreSent() {
  const ada = new Member();
  const tea = { room: 'tea', title: 'Tea' };
  await ada.arrives(lobby('fresh', 0), lobby('fresh', 0, tea));
  const good = ada.room.send('good');
  const bad = ada.client.room('tea').send('bad');
  await ada.clock.pass(0);
  await ada.socket.ends(1009);
  await ada.clock.pass(500);
  await ada.arrives(lobby('current', 0), lobby('current', 0, tea));
  await ada.clock.pass(0);
  equal(ada.sent, ['good']);
  await ada.stored(1);
  equal([await outcome(good), ada.sent].flat().length, 3);
  await ada.socket.ends(1009);
  equal(await outcome(bad), 'rejected');
  await ada.clock.pass(1_000);
  await ada.arrives(lobby('current', 1), lobby('current', 0, tea));
  await ada.clock.pass(0);
  equal([ada.status.kind, ada.sent], ['open', []]);
}

export async function whatWouldBeTooLargeIsRefusedHere() {
  const ada = await adaInTheLobby();
  await ada.says('ü'.repeat(33_000));
  equal([await outcome(ada.sending), ada.sent], ['too_large', []]);
  await ada.says('short');
  equal(ada.sent, ['short']);
}

export async function whatAStoreLostIsStoredUnderAnotherPositionAndEmittedOnce() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  const one = ada.socket.last('send');
  await ada.stored(1);
  await ada.socket.says(own(one, 1));
  await ada.socket.says({ ev: 'room', ...lobby('reset', 900, { epoch: 'e2', messages: [], more: false }) });
  await ada.clock.pass(0);
  equal(ada.socket.last('send').cid, one.cid, 'cid');
  await ada.stored(901, 'e2');
  await ada.socket.says(own(one, 901, 'e2'));
  equal([ada.heard, ada.sees], [[['message', 'one', false], ['moved', 'one', false]], ['one']]);
}

export async function theOnlyItemUnderWayIsBlamedAfterSomeRounds() {
  const ada = await adaInTheLobby();
  ada.room.on('state', () => ada.room.history().catch(() => {}));
  await ada.says('bad');
  for (let round = 0; round < 3; round += 1) {
    ada.room.history().catch(() => {});
    await ada.socket.ends(1009);
    await ada.clock.pass(4_000);
    await ada.arrives(lobby('current', 0));
    await ada.clock.pass(0);
  }
  equal(await outcome(ada.sending), 'rejected');
}

export async function whatWaitsIsRefusedOnceTheUserHasLeft() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  const one = ada.sending;
  await ada.says('two');
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  await ada.socket.refuses('send', { code: 'not_member' });
  await ada.socket.refuses('send', { code: 'not_member' });
  equal([await outcome(one), await outcome(ada.sending)], ['not_member', 'not_member']);
}

export async function aClosedClientWaitsForNothing() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  await ada.socket.refuses('send', { code: 'rate_limited', retry: true, after: 60_000 });
  ada.client.close();
  equal([...ada.clock.due].filter((at) => at - ada.clock.now() > 30_000), []);
}

export async function aRestartTellsWhatBecameOfAnItem() {
  const ada = await adaInTheLobby();
  await ada.says('one');
  const sent = ada.socket.last('send');
  const later = new Member({ store: ada.store });
  const stored = [];
  later.client.on('stored', ({ text }, { seq }) => stored.push([text, seq]));
  await later.arrives(lobby('replay', 1, { events: [own(sent, 1)] }));
  equal(stored, [['one', 1]]);
}

export async function theStoreMayBeFullAtAnyTime() {
  const ada = new Member();
  ada.store.setItem = () => {
    throw new Error('the quota is used up');
  };
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.says(said(1, 'one'));
  await ada.clock.pass(1_000);
  equal([ada.sees, ada.client.user.name], [['one'], 'Ada']);
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.socket.open();
  equal(ada.socket.last('hello').token, 'token-of-ada');
}

export async function anItemIsNotBlamedForAnotherCommand() {
  const ada = await adaInTheLobby();
  await ada.says('innocent');
  ada.room.request('emit', { name: 'x', data: 'huge' }).catch(() => {});
  await ada.returns(lobby('current', 0), 1009);
  equal([await outcome(ada.sending), ada.sent], ['waits', ['innocent']]);
  await ada.stored(1);
  equal((await ada.sending).seq, 1);
}

export async function aCommandThatEndsTheConnectionKeepsNobodyAway() {
  const ada = await adaInTheLobby();
  const refused = ada.room.request('emit', { name: 'x', data: 'huge' }).catch(({ code }) => code);
  await ada.returns(lobby('current', 0), 1009);
  equal([await refused, ada.status.kind], ['lost', 'open']);
}

export async function whatIsNoJsonIsRefusedBeforeAnythingElse() {
  const ada = await adaInTheLobby();
  const failures = [];
  for (const message of [{ data: 1n }, null, undefined, 7]) {
    try {
      ada.room.send(message);
    } catch (error) {
      failures.push(error.name);
    }
  }
  await ada.says('good');
  equal([failures, ada.sent], [Array(4).fill('TypeError'), ['good']]);
}

export async function aMessageIsSentAsItWas() {
  const ada = await adaInTheLobby();
  await ada.socket.ends(1006);
  const data = { goals: 1 };
  ada.room.send({ data });
  data.goals = 2;
  await ada.clock.pass(500);
  await ada.arrives(lobby('current', 0));
  await ada.clock.pass(0);
  equal(ada.socket.last('send').data, { goals: 1 });
}

export async function aFullStoreIsToldAndNothingIsSent() {
  const ada = await adaInTheLobby();
  ada.store.setItem = () => {
    throw new Error('the quota is used up');
  };
  let failure;
  try {
    ada.room.send('one');
  } catch (error) {
    failure = error.message;
  }
  await ada.clock.pass(0);
  delete ada.store.setItem;
  await ada.says('two');
  equal([failure, ada.sent], ['the quota is used up', ['two']]);
}

export async function aCommandThatWouldBeTooLargeIsRefusedHere() {
  const ada = await adaInTheLobby();
  const query = ada.client.request('rooms', { query: 'ü'.repeat(33_000) });
  equal([await outcome(query), ada.socket.last('rooms'), ada.status.kind], ['too_large', undefined, 'open']);
}

export async function whatAnotherProgramWroteIntoTheStoreIsIgnored() {
  const store = memoryStore();
  store.setItem('parley.outbox.a', '{oops');
  store.setItem('parley.outbox.b', 'null');
  const ada = await adaInTheLobby({ store });
  await ada.says('hello');
  equal(ada.sent, ['hello']);
}

export async function anItemOfAnEarlierSessionThatIsTooLargeIsOutOfTheWay() {
  const ada = await adaInTheLobby({ keepFailed: true });
  await ada.socket.ends(1006);
  await ada.says('x'.repeat(70_000));
  await ada.says('short');
  const later = new Member({ store: ada.store, keepFailed: true });
  await later.arrives(lobby('current', 0));
  equal([later.sent, later.room.waiting.map(({ state, why }) => [state, why?.code])], [['short'], [['failed', 'too_large'], ['unknown', undefined]]]);
}
