import { ADA, GRACE, Member, listed, lobby, said } from './member.js';
import { equal } from '/browser/world.js';

async function adaWhoHeard(...events) {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  for (const event of events) {
    await ada.socket.says(event);
  }
  return ada;
}

export async function whatIsCaughtUpOnIsToldApartFromWhatIsLive() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.returns(lobby('replay', 2, { events: [said(2, 'two')] }));
  await ada.socket.says(said(3, 'three'));
  equal(ada.heard, [['message', 'one', false], ['message', 'two', true], ['message', 'three', false]]);
}

export async function aSecondSubscriptionDoublesNothing() {
  const ada = await adaWhoHeard();
  const heard = [];
  const listener = ({ text }) => heard.push(text);
  ada.room.on('message', listener);
  const end = ada.client.room('lobby').on('message', listener);
  await ada.socket.says(said(1, 'one'));
  end();
  await ada.socket.says(said(2, 'two'));
  equal([heard, ada.socket.last('join')], [['one'], undefined]);
}

export async function aListenerThatFailsStopsNobodyElse() {
  const ada = new Member();
  const failures = [];
  const failed = (event) => {
    event.preventDefault?.();
    failures.push(event.message ?? event.error?.message);
  };
  globalThis.addEventListener?.('error', failed);
  await ada.arrives(lobby('fresh', 0));
  ada.room.on('message', () => {
    throw new Error('a bug of the application');
  });
  const heard = [];
  ada.room.on('message', ({ text }) => heard.push(text));
  await ada.socket.says(said(1, 'one'));
  await ada.socket.says(said(2, 'two'));
  equal([heard, ada.status.kind], [['one', 'two'], 'open']);
  globalThis.removeEventListener?.('error', failed);
  equal(failures.length, globalThis.addEventListener ? 2 : 0, 'failures that the platform shows');
}

export async function anEventKnowsItsRoomAndWhoseItIs() {
  const ada = await adaWhoHeard();
  const heard = [];
  ada.client.on('message', ({ text }, { own }, room) => heard.push([room.id, text, own]));
  await ada.socket.says(said(1, 'one'));
  await ada.socket.says(said(2, 'two', { id: `${ADA.id}.elsewhere`, from: ADA }));
  equal(heard, [['lobby', 'one', false], ['lobby', 'two', true]]);
}

export async function aResetTellsWhatItBringsThatIsNew() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const states = [];
  ada.room.on('state', ({ state }) => states.push([state, ada.heard.length]));
  const messages = [listed(said(1, 'one')), listed(said(899, 'gone', { deleted: true })), listed(said(900, 'new'))];
  await ada.returns(lobby('reset', 900, { epoch: 'e2', messages, more: false }));
  equal([states, ada.heard.slice(1)], [[['reset', 1]], [['message', 'new', true]]]);
}

export async function whatAResetLeavesOutIsRequestedBeforeLiveEvents() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const e2 = { epoch: 'e2' };
  await ada.returns(lobby('reset', 900, { ...e2, messages: [listed(said(900, 'new', e2))], more: true }));
  await ada.socket.says(said(901, 'live', e2));
  equal([ada.heard.length, ada.socket.last('history').after, ada.room.position.seq], [1, 1, 1]);
  await ada.socket.grants('history', { messages: [listed(said(898, 'missed', e2))], more: true });
  await ada.socket.refuses('history', { code: 'rate_limited', retry: true, after: 100 });
  await ada.clock.pass(100);
  equal(ada.socket.last('history').after, 898);
  const rest = [listed(said(900, 'new', e2)), listed(said(901, 'live', e2))];
  await ada.socket.grants('history', { messages: rest, more: false });
  equal(ada.heard.slice(1), [['message', 'missed', true], ['message', 'new', true], ['message', 'live', false]]);
  equal(ada.room.position.seq, 901);
}

export async function aResetWithinAnEpochIsAGapUnlessEverythingIsWanted() {
  for (const [complete, asked] of [[undefined, false], [true, true], [false, false]]) {
    const ada = new Member({ complete });
    await ada.arrives(lobby('fresh', 0));
    await ada.returns(lobby('reset', 2_000, { messages: [listed(said(2_000, 'new'))], more: true }));
    equal(ada.socket.last('history') !== undefined, asked, `complete ${complete}`);
  }
}

export async function eventsBehindAStateInOneSegmentComeOnTopOfIt() {
  const ada = new Member();
  await ada.socket.open();
  const { ref } = ada.socket.last('hello');
  const ok = { user: ADA, token: 't', heartbeat: 25_000, limits: {}, pod: 'p', rooms: [lobby('fresh', 0)] };
  ada.socket.onmessage({ data: JSON.stringify({ ref, ok }) });
  ada.socket.onmessage({ data: JSON.stringify(said(1, 'one')) });
  await ada.clock.pass(0);
  equal([ada.heard, ada.room.seq, ada.socket.last('join')], [[['message', 'one', false]], 1, undefined]);
}

export async function eventsBehindAJoinInOneSegmentComeOnTopOfIt() {
  const ada = await adaWhoHeard(said(1, 'one'), said(3, 'three'));
  const { ref } = ada.socket.last('join');
  ada.socket.onmessage({ data: JSON.stringify({ ref, ok: lobby('replay', 3, { events: [said(2, 'two'), said(3, 'three')] }) }) });
  ada.socket.onmessage({ data: JSON.stringify(said(4, 'four')) });
  await ada.clock.pass(0);
  equal([ada.heard.map(([, text]) => text), ada.room.seq], [['one', 'two', 'three', 'four'], 4]);
}

export async function aJoinThatIsRefusedWaitsAsTold() {
  const ada = await adaWhoHeard(said(1, 'one'), said(3, 'three'));
  await ada.socket.refuses('join', { code: 'rate_limited', retry: true, after: 2_000 });
  for (let seq = 4; seq < 20; seq += 1) {
    await ada.socket.says(said(seq, 'more'));
  }
  equal(ada.socket.sent.filter(({ op }) => op === 'join').length, 1);
  await ada.clock.pass(2_000);
  equal(ada.socket.sent.filter(({ op }) => op === 'join').length, 2);
}

export async function aReactionThatIsStoredAnewIsEmittedOnce() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const react = { ev: 'react', room: 'lobby', epoch: 'e1', seq: 2, of: 1, id: 'x.r', from: GRACE, at: 2, emoji: '👍', on: true };
  await ada.socket.says(react);
  await ada.socket.says({ ev: 'room', ...lobby('current', 900, { epoch: 'e2' }) });
  await ada.socket.says({ ...react, epoch: 'e2', seq: 901 });
  equal(ada.heard.map(([type]) => type), ['message', 'react', 'moved']);
}

export async function theReadCursorNeverMovesBackAndOutlivesTheConnection() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  ada.room.read(2);
  ada.room.read(1);
  await ada.socket.ends(1012);
  await ada.clock.pass(500);
  await ada.arrives(lobby('current', 2));
  equal(ada.socket.last('read').seq, 2);
}

export async function theMessagesOfAFirstJoinAreAViewAndNotNews() {
  const ada = new Member();
  await ada.arrives();
  equal(ada.socket.last('join'), { op: 'join', ref: ada.socket.last('join').ref, room: 'lobby' });
  await ada.socket.grants('join', lobby('fresh', 1, { messages: [listed(said(1, 'one'))], more: false }));
  equal([ada.heard, ada.sees], [[], ['one']]);
}

export async function unreadMessagesAreCounted() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two', { mentions: [ADA.id] }));
  equal([ada.room.unread, ada.room.mentions], [2, 1]);
  ada.room.read();
  await ada.clock.pass(500);
  equal([ada.room.unread, ada.room.mentions, ada.socket.last('read').seq, ada.socket.last('received')], [0, 0, 2, undefined]);
}

export async function whatArrivesIsReportedAsReceived() {
  const ada = await adaWhoHeard(said(1, 'one'), said(2, 'two'));
  await ada.clock.pass(499);
  equal(ada.socket.last('received'), undefined);
  await ada.clock.pass(1);
  equal(ada.socket.last('received').seq, 2);
}

export async function whoTypesIsListedUntilTheyStop() {
  const ada = await adaWhoHeard();
  const lists = [];
  ada.room.on('typing', (users) => lists.push(users.map(({ name }) => name)));
  await ada.socket.says({ ev: 'typing', room: 'lobby', users: [GRACE] });
  await ada.clock.pass(7_000);
  equal(lists, [['Grace'], []]);
}

export async function presenceCountsAndUnknownEventsPass() {
  const ada = await adaWhoHeard();
  await ada.socket.says({ ev: 'presence', room: 'lobby', joined: [GRACE], left: [], members: 3, online: 2 });
  await ada.socket.says({ ev: 'from-the-future', room: 'lobby' });
  await ada.socket.says({ ev: 'status', kind: 'ended' });
  await ada.socket.says({ ev: 'state', room: 'lobby', state: 'reset' });
  equal([ada.room.size, ada.room.online, ada.status.kind], [3, 2, 'open']);
}

export async function whatWasCaughtUpOnIsReportedAsReceived() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.returns(lobby('replay', 2, { events: [said(2, 'two')] }));
  await ada.clock.pass(500);
  equal(ada.socket.last('received').seq, 2);
}

export async function aFrameThatIsNotJsonEndsTheConnection() {
  const ada = await adaWhoHeard();
  for (const data of ['<html>', 'null']) {
    const before = ada.connections;
    ada.socket.onmessage({ data });
    await ada.clock.pass(500);
    equal(ada.connections, before + 1, data);
    await ada.arrives(lobby('current', 0));
  }
}

export async function whatTheUserKeepsForThemselvesFollowsTheServer() {
  const ada = await adaWhoHeard(said(1, 'one'), { ev: 'unread', room: 'lobby', read: 1, unread: 0, mentions: 0, mark: 1 });
  equal([ada.room.mark, ada.room.notifyLevel, ada.room.topic], [1, undefined, '']);
  await ada.socket.says({ ev: 'room', ...lobby('current', 1, { mark: 1, notify: 'none', topic: 'Tea' }) });
  equal([ada.room.mark, ada.room.notifyLevel, ada.room.topic], [1, 'none', 'Tea']);
  const unmarked = ada.room.markUnread();
  equal([ada.socket.last('mark').seq, ada.room.mark], [null, 1], 'until the server has it');
  await ada.socket.grants('mark', {});
  await unmarked;
  equal(ada.room.mark, undefined);
  const marked = ada.room.markUnread(9).catch(({ code }) => code);
  await ada.socket.refuses('mark', { code: 'rate_limited', retry: true, after: 5 });
  equal([await marked, ada.room.mark], ['rate_limited', undefined]);
}
