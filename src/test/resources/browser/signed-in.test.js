import { MemberIdentity, memberId } from '/page/a/state/member-identity.js';
import { SignedIn } from '/page/a/state/signed-in.js';
import { memoryStore } from '/page/a/client/memory-store.js';
import { Clock, equal } from './world.js';

/** Somebody who is signed in; a test is the issuer, and the service. */
class Ada {
  clock = new Clock();
  /** What the issuer answers, in turn: tokens, `undefined`, or an error. */
  answers = [];
  refreshed = [];
  presented = [];
  /** What the service does with a fresh token. */
  serve = () => {};

  constructor(lasts = 300_000) {
    this.signedIn = new SignedIn(tokens('one', lasts), {
      refresh: async ({ refresh }) => {
        this.refreshed.push(refresh);
        const answer = this.answers.shift();
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
      present: async (token) => {
        this.presented.push(token);
        this.serve();
      },
      timers: this.clock,
    });
  }
}

const tokens = (token, lasts = 300_000) => ({ token, refresh: `refresh-${token}`, idToken: `id-${token}`, subject: 'ada', lasts });
const away = () => new TypeError('Failed to fetch');

export async function aTokenIsRenewedAMinuteBeforeItsEnd() {
  const ada = new Ada();
  ada.answers = [tokens('two'), tokens('three')];
  await ada.clock.pass(239_999);
  equal(ada.presented, []);
  await ada.clock.pass(1);
  equal(ada.presented, ['two']);
  await ada.clock.pass(240_000);
  equal([ada.presented, ada.refreshed], [['two', 'three'], ['refresh-one', 'refresh-two']]);
}

export async function aShortTokenIsRenewedAfterThreeQuartersOfItsTime() {
  const ada = new Ada(8_000);
  ada.answers = [tokens('two', 8_000)];
  await ada.clock.pass(6_000);
  equal(ada.presented, ['two']);
}

export async function anIssuerThatIsAwayIsAskedAgainUntilTheTokenEnds() {
  const ada = new Ada();
  ada.answers = [away(), away(), tokens('two')];
  await ada.clock.pass(240_000);
  equal(ada.presented, []);
  await ada.clock.pass(6_000);
  equal(ada.presented, ['two']);

  const grace = new Ada();
  grace.answers = Array.from({ length: 50 }, away);
  await grace.clock.pass(300_000);
  const asked = grace.refreshed.length;
  await grace.clock.pass(600_000);
  equal(grace.refreshed.length, asked, 'questions after the end');
}

export async function aServiceThatDidNotTakeTheTokenGetsItAgainWithoutANewOne() {
  const ada = new Ada();
  ada.answers = [tokens('two')];
  ada.serve = () => {
    ada.serve = () => {};
    throw Object.assign(new Error('rate_limited'), { code: 'rate_limited' });
  };
  await ada.clock.pass(242_000);
  equal([ada.presented, ada.refreshed], [['two', 'two'], ['refresh-one']]);
}

export async function anExpiredTokenIsReplacedByTheOneThatTheServiceHasNotSeen() {
  const ada = new Ada();
  ada.answers = [tokens('two')];
  ada.serve = () => {
    throw new Error('lost');
  };
  await ada.clock.pass(240_000);
  equal(await ada.signedIn.expired(), 'two');
  ada.answers = [tokens('three')];
  equal(await ada.signedIn.expired(), 'three');
  equal(ada.refreshed, ['refresh-one', 'refresh-two']);
}

export async function anEndedSessionGivesNoTokenAndIsNotAskedAgain() {
  const ada = new Ada();
  equal(await ada.signedIn.expired(), null);
  equal(await ada.signedIn.expired(), null);
  await ada.clock.pass(900_000);
  equal(ada.refreshed, ['refresh-one']);
}

export async function aTokenOfSomebodyElseIsNotTaken() {
  const ada = new Ada();
  ada.answers = [{ ...tokens('two'), subject: 'mallory' }];
  equal(await ada.signedIn.expired(), null);
  equal(ada.signedIn.token, 'one');
}

export async function whatAnAnswerLacksStaysAsItWas() {
  const ada = new Ada();
  ada.answers = [{ token: 'two', lasts: 300_000 }];
  await ada.signedIn.expired();
  equal([ada.signedIn.tokens.refresh, ada.signedIn.tokens.idToken], ['refresh-one', 'id-one']);
}

export async function twoQuestionsAtOnceAreOne() {
  const ada = new Ada();
  ada.answers = [tokens('two')];
  equal(await Promise.all([ada.signedIn.expired(), ada.signedIn.expired()]), ['two', 'two']);
  equal(ada.refreshed.length, 1, 'questions');
}

export async function aMembersTokenIsKeptInMemoryAlone() {
  const storage = memoryStore();
  const identity = new MemberIdentity(storage, 'ada');
  identity.use({ token: 'secret' });
  equal(identity.credentials(), { token: 'secret' });
  identity.save('another secret', { id: 'ada', name: 'Ada' });
  equal(JSON.stringify(storage).includes('secret'), false);
  equal(new MemberIdentity(storage, 'ada').last, { id: 'ada', name: 'Ada' });
  equal(new MemberIdentity(storage).credentials(), { token: '' }, 'never a guest');
}

export async function whoeverElseWasHereIsForgotten() {
  const storage = memoryStore();
  new MemberIdentity(storage, 'ada').save('secret', { id: 'ada', name: 'Ada' });
  equal(new MemberIdentity(storage, 'grace').last, undefined);
}

/** As the pods compute it: SubjectIdTest has the same. */
export async function theIdOfASubjectIsTheServers() {
  equal(await memberId('https://login.example.com', 'ada'), '63vxqsaic4cvaykukmqyhl5hog');
}
