import { Speech } from '/page/a/state/speech.js';
import { GRACE, Member, listed, lobby, own, said } from './member.js';
import { equal } from './world.js';

const TEA = 'tea';

async function reader(...rooms) {
  const ada = new Member();
  const speech = new Speech(ada.chat, { timers: ada.clock, changed: () => {} });
  await ada.arrives(...rooms);
  if (ada.socket.last('history')) {
    await ada.socket.grants('history', { messages: [], more: false });
  }
  const spoken = () => speech.current?.messages?.map(({ from, text }) => `${from.name}: ${text}`) ?? speech.current?.count;
  return { ada, speech, spoken };
}

export async function whatComesLiveIsAnnouncedOnce() {
  const { ada, spoken } = await reader(lobby('fresh', 0));
  await ada.socket.says(said(1, 'hello'));
  equal(spoken(), undefined, 'at once');
  await ada.socket.says(said(2, 'anybody?'));
  await ada.clock.pass(1_000);
  equal(spoken(), ['Grace: hello', 'Grace: anybody?']);
  await ada.socket.says(said(3, 'well'));
  await ada.clock.pass(1_000);
  equal(spoken(), ['Grace: well']);
  await ada.clock.pass(10_000);
  equal(spoken(), undefined, 'afterwards');
}

export async function ofManyOnlyTheNumberIsAnnounced() {
  const { ada, speech, spoken } = await reader(lobby('fresh', 0));
  for (let seq = 1; seq <= 40; seq += 1) {
    await ada.socket.says(said(seq, `line ${seq}`));
  }
  await ada.clock.pass(1_000);
  equal([spoken(), speech.current.names], [40, ['Grace']]);
}

export async function neitherOldMessagesNorOnesOwnNorOthersRoomsAreAnnounced() {
  const { ada, spoken } = await reader(lobby('fresh', 200), lobby('fresh', 0, { room: TEA, title: TEA }));
  ada.chat.rooms.loadOlder(ada.chat.room);
  await ada.socket.grants('history', { messages: [listed(said(100, 'long ago'))], more: true });
  await ada.says('mine');
  await ada.socket.says(own(ada.socket.last('send'), 201));
  await ada.socket.says(said(1, 'elsewhere', { room: TEA }));
  await ada.clock.pass(2_000);
  equal(spoken(), undefined);
  await ada.socket.says(said(202, 'here'));
  await ada.socket.says(said(2, 'elsewhere again', { room: TEA }));
  await ada.clock.pass(2_000);
  equal(spoken(), ['Grace: here']);
}

export async function whoChangesRoomsHearsNothingOfTheLastOne() {
  const { ada, spoken } = await reader(lobby('fresh', 0), lobby('fresh', 0, { room: TEA, title: TEA }));
  await ada.socket.says(said(1, 'too late', { from: GRACE }));
  ada.chat.enter(TEA);
  await ada.clock.pass(1_000);
  equal(spoken(), undefined);
  await ada.socket.says(said(1, 'here', { room: TEA }));
  await ada.clock.pass(1_000);
  equal(spoken(), ['Grace: here']);
}
