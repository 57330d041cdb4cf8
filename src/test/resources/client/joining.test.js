import { GRACE, Member, lobby, said } from './member.js';
import { Identity } from '/page/a/client/identity.js';
import { memoryStore } from '/page/a/client/memory-store.js';
import { socketAddress } from '/page/a/client/address.js';
import { equal } from '/browser/world.js';

export async function aRoomOneIsInIsNotJoinedAgain() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  equal([ada.client.room('lobby') === ada.room, ada.socket.last('join')], [true, undefined]);
}

export async function aRoomIsJoinedOnceConnected() {
  const ada = new Member();
  const tea = ada.client.room('tea');
  tea.send('anybody?');
  await ada.arrives(lobby('fresh', 0));
  equal([ada.socket.last('join').room, ada.sent], ['tea', []]);
  await ada.socket.grants('join', lobby('fresh', 0, { room: 'tea', messages: [], more: false }));
  equal([tea.joined, ada.sent], [true, ['anybody?']]);
}

export async function aRoomIsJoinedAtOnceWhileConnected() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  ada.client.room('tea');
  ada.client.room('tea');
  equal(ada.socket.sent.filter(({ op }) => op === 'join').length, 1);
}

export async function aJoinThatIsRefusedIsToldAndTriedAgainOnlyIfItMayWork() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  const refusals = [];
  const tea = ada.client.room('tea');
  tea.on('error', ({ code }) => refusals.push(code));
  await ada.socket.refuses('join', { code: 'rate_limited', retry: true, after: 200 });
  await ada.clock.pass(200);
  await ada.socket.refuses('join', { code: 'banned' });
  await ada.clock.pass(20_000);
  equal([refusals, ada.socket.sent.filter(({ op }) => op === 'join').length], [['banned'], 2]);
}

export async function whoIsRemovedDoesNotComeBackByThemselves() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.arrives();
  equal([ada.client.rooms.all, ada.socket.last('join')], [[], undefined]);
}

export async function whoReturnsIsHeardByTheSameListeners() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 3));
  await ada.socket.says({ ev: 'room', room: 'lobby', role: null, reason: 'kicked' });
  await ada.socket.says({ ev: 'room', ...lobby('fresh', 7) });
  const heard = [];
  ada.room.on('message', ({ text }) => heard.push(text));
  await ada.socket.says(said(8, 'eight'));
  equal([heard, ada.client.rooms.get('lobby') === ada.room], [['eight'], true]);
}

export async function aDirectConversationNeedsToKnowWhoOneIs() {
  const ada = new Member();
  let failure;
  try {
    ada.client.room(`@${GRACE.id}`);
  } catch (error) {
    failure = error.message;
  }
  equal(failure?.startsWith('Expected to be connected once'), true, failure);
  await ada.arrives(lobby('fresh', 0));
  ada.client.room(`@${GRACE.id}`).send('hello');
  await ada.clock.pass(0);
  equal(ada.socket.last('send').room, `@${GRACE.id}`);
}

export async function aClientThatStartsAgainResumesWhereItWas() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.says(said(1, 'one'));
  await ada.clock.pass(1_000);
  const later = new Member({ store: ada.store });
  await later.socket.open();
  equal(later.socket.last('hello'), {
    op: 'hello',
    ref: '1',
    token: 'token-of-ada',
    resume: [{ room: 'lobby', epoch: 'e1', seq: 1 }],
  });
  await later.arrives(lobby('replay', 2, { events: [said(2, 'two')] }));
  equal(later.heard, [['message', 'two', true]]);
}

export async function aClientThatIsKilledAtOnceMissesNothing() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 7));
  const later = new Member({ store: ada.store });
  await later.socket.open();
  equal(later.socket.last('hello').resume, [{ room: 'lobby', epoch: 'e1', seq: 7 }]);
}

export async function anExpiredTokenIsReplacedBeforeTheNextHello() {
  const ada = new Member({ expired: async () => 'token-2' });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4401);
  equal(ada.status.kind, 'waiting');
  await ada.clock.pass(250);
  await ada.socket.open();
  equal(ada.socket.last('hello').token, 'token-2');
}

export async function anIssuerThatIsAwayIsAskedAgain() {
  let asked = 0;
  const expired = async () => {
    asked += 1;
    throw new Error('the issuer is away');
  };
  const ada = new Member({ expired });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4401);
  equal([ada.status.kind, ada.status.reason], ['waiting', 'There is no other token: the issuer is away']);
  await ada.clock.pass(250);
  await ada.socket.open();
  await ada.socket.ends(4401);
  equal(asked, 2);
}

export async function aRejectedTokenMayBeReplaced() {
  const ada = new Member({ rejected: async () => 'token-2' });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4501);
  await ada.clock.pass(250);
  await ada.socket.open();
  equal(ada.socket.last('hello').token, 'token-2');
}

export async function aFailureToGetAnotherIdentityEndsItWithItsReason() {
  const rejected = async () => {
    throw new Error('the issuer is away');
  };
  const ada = new Member({ rejected });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4501, 'revoked');
  equal([ada.status.kind, ada.status.reason], ['ended', 'revoked; there is no other identity: the issuer is away']);
}

export async function aRoomThatIsGoneIsJoinedAgainAsTold() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.arrives();
  await ada.socket.refuses('join', { code: 'unavailable', retry: true });
  await ada.clock.pass(1_000);
  equal(ada.socket.sent.filter(({ op }) => op === 'join').length, 2);
}

export async function aRejectedTokenEndsItWithoutAnother() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4501);
  await ada.clock.pass(60_000);
  equal([ada.status.kind, ada.status.code, ada.connections, ada.store.getItem('parley.token')], ['ended', 4501, 1, null]);
}

export async function aTokenIsRenewedOnTheOpenConnection() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  ada.client.renew('token-2');
  equal(ada.socket.last('hello').token, 'token-2');
  await ada.socket.grants('hello', { user: { id: 'ada0000000000000', name: 'Ada' }, token: 'token-3', rooms: [] });
  equal(ada.store.getItem('parley.token'), 'token-3');
}

export async function aClosedClientStaysAwayAndKeepsWhatWaits() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.says('hello');
  ada.client.close();
  await ada.clock.pass(60_000);
  equal([ada.status.kind, ada.connections, ada.room.waiting.length], ['ended', 1, 1]);
}

export async function aNameIsForANewGuest() {
  const store = memoryStore();
  const identity = new Identity(store);
  identity.use({ name: 'Ada' });
  equal(identity.credentials(), { name: 'Ada' });
  identity.save('token-1', { id: 'ada0000000000000', name: 'Ada L.' });
  equal([identity.credentials(), identity.last.name], [{ token: 'token-1' }, 'Ada L.']);
}

export async function theAddressIsGivenWithOrWithoutThePath() {
  equal(
    ['https://chat.example.org', 'http://localhost:8080/', 'wss://chat.example.org/ws', 'ws://chat.example.org/team/ws/?a=1#b'].map(socketAddress),
    ['wss://chat.example.org/ws', 'ws://localhost:8080/ws', 'wss://chat.example.org/ws', 'ws://chat.example.org/team/ws'],
  );
}

export async function aDeviceThatSleptReadsWhatCameBeforeItGivesUp() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  ada.client.wake();
  equal(ada.socket.last('ping').op, 'ping');
  await ada.clock.sleep(60_000);
  equal(ada.status.kind, 'open');
  for (const { ref } of ada.socket.sent.filter(({ op }) => op === 'ping')) {
    await ada.socket.says({ ref, ok: { now: 0 } });
  }
  await ada.clock.pass(20_000);
  equal(ada.status.kind, 'open');
}

export async function aMemberWithoutAnotherTokenStaysAway() {
  const ada = new Member({ expired: async () => null });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4401);
  await ada.clock.pass(60_000);
  equal([ada.status.kind, ada.status.code, ada.connections], ['ended', 4401, 1]);
}

export async function aNameThatTheRenewedTokenBringsIsShownAtOnce() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  const renewed = ada.client.renew('another token');
  await ada.socket.grants('hello', { token: 'fresh', user: { id: ada.client.user.id, name: 'Ada Lovelace' } });
  await renewed;
  equal(ada.client.user.name, 'Ada Lovelace');
}
