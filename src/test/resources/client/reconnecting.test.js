import { Member, lobby } from './member.js';
import { equal } from '/browser/world.js';

export async function aLostConnectionIsReplacedWithinTheFirstHalfSecond() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(1006);
  equal(ada.status.kind, 'waiting');
  await ada.clock.pass(250);
  equal(ada.connections, 2, 'connections');
}

export async function eachFailureDoublesTheWaitUpToHalfAMinute() {
  const ada = new Member();
  const waits = [];
  for (let failure = 0; failure < 9; failure += 1) {
    await ada.socket.ends(1006);
    waits.push(ada.status.until - ada.clock.now());
    await ada.clock.pass(waits.at(-1));
  }
  equal(waits, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000], 'waits');
}

export async function aDrainedPodIsLeftAtOnce() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  equal(ada.connections, 2, 'connections');
}

export async function aPodWithTooManyConnectionsIsLeftAtOnceForThePlaceWhereOneStopped() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 3));
  await ada.socket.says({ ev: 'bye', after: 1_500, reason: 'balance' });
  equal([ada.connections, ada.status.kind], [1, 'open'], 'until it ends');
  await ada.socket.ends(1012);
  equal(ada.status.prolonged, false, 'nobody has to be told');
  await ada.clock.pass(0);
  await ada.socket.open();
  equal([ada.connections, ada.socket.last('hello').resume], [2, [{ room: 'lobby', epoch: 'e1', seq: 3 }]]);
}

export async function anOverloadedPodIsLeftAloneForFiveSeconds() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(1013);
  ada.client.wake();
  await ada.clock.pass(4_999);
  equal(ada.connections, 1, 'connections');
  await ada.clock.pass(1);
  equal(ada.connections, 2, 'connections');
}

export async function whyTheLastConnectionEndedIsKnownUntilTheNextOneIsOpen() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4004);
  equal([ada.status.kind, ada.status.code], ['waiting', 4004]);
  ada.client.wake();
  await ada.clock.pass(ada.status.until - ada.clock.now());
  equal([ada.status.kind, ada.status.code], ['connecting', 4004]);
  await ada.socket.open();
  await ada.socket.refuses('hello', { code: 'rate_limited', retry: true, after: 5_000 });
  equal([ada.status.kind, ada.status.code], ['waiting', 'rate_limited']);
  await ada.clock.pass(ada.status.until - ada.clock.now());
  await ada.arrives(lobby('current', 0));
  equal([ada.status.kind, ada.status.code], ['open', undefined]);
  ada.client.start();
  equal([ada.status.kind, ada.status.code], ['connecting', undefined]);
}

export async function aWakingBrowserTriesAtOnce() {
  const ada = new Member();
  for (let failure = 0; failure < 5; failure += 1) {
    await ada.socket.ends(1006);
    await ada.clock.pass(15_000);
  }
  await ada.socket.ends(1006);
  const before = ada.connections;
  ada.client.wake();
  await ada.clock.pass(0);
  equal(ada.connections, before + 1, 'connections');
}

export async function aFinalCloseCodeEndsReconnectingUntilTheUserWantsBack() {
  for (const code of [1000, 1002, 1007, 1008, 1009, 4500, 4502, 4503]) {
    const ada = new Member();
    await ada.arrives(lobby('fresh', 0));
    await ada.socket.ends(code);
    ada.client.wake();
    await ada.clock.pass(120_000);
    equal([ada.status.kind, ada.connections], ['ended', 1], `after ${code}`);
    ada.client.start();
    equal(ada.connections, 2, 'connections');
  }
}

export async function aSilentServerIsAskedAndThenLeft() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.clock.pass(24_000);
  await ada.socket.says({ ev: 'rooms', rooms: [], total: 0 });
  await ada.clock.pass(24_999);
  equal(ada.socket.last('ping'), undefined, 'a ping too early');
  await ada.clock.pass(1);
  equal(ada.socket.last('ping').op, 'ping');
  await ada.clock.pass(10_000);
  equal(ada.status.kind, 'waiting');
}

export async function anyFrameAnswersForTheConnection() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.clock.pass(25_000);
  await ada.socket.grants('ping', { now: 0 });
  await ada.clock.pass(10_000);
  equal(ada.status.kind, 'open');
}

export async function aBadTokenIsDroppedAndTheNameKept() {
  const ada = new Member({ rejected: () => null });
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(4501);
  await ada.socket.open();
  const { token, name } = ada.socket.last('hello');
  equal({ token, name }, { name: 'Ada' });
}

export async function aNewcomerWhoseIdentityIsRejectedStaysAway() {
  const ada = new Member({ rejected: () => null });
  await ada.socket.open();
  await ada.socket.ends(4501);
  equal([ada.status.kind, ada.connections], ['ended', 1]);
}

export async function aBusyServerIsAskedAgainAfterItsDelay() {
  const ada = new Member();
  await ada.socket.open();
  await ada.socket.refuses('hello', { code: 'rate_limited', retry: true, after: 3_000 });
  await ada.clock.pass(2_999);
  equal(ada.connections, 1, 'connections');
  await ada.clock.pass(251);
  equal(ada.connections, 2, 'connections');
}

export async function aShortInterruptionIsNotReported() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.ends(1006);
  equal(ada.status.prolonged, false, 'prolonged');
  await ada.clock.pass(250);
  await ada.socket.ends(1006);
  equal(ada.status.prolonged, true, 'prolonged');
  await ada.clock.pass(500);
  equal([ada.status.kind, ada.status.prolonged], ['connecting', true]);
}
