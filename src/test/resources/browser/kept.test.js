import { excessOf } from '/page/a/state/excess.js';
import { isItem, isRoom } from '/page/a/state/items.js';
import { RoomCache } from '/page/a/state/room-cache.js';
import { forgiving } from '/page/a/ui/storage.js';
import { Settings } from '/page/a/ui/settings.js';
import { ADA, Member, lobby, said } from './member.js';
import { Clock, equal } from './world.js';

const FULL = {
  getItem: () => null,
  setItem() {
    throw new Error('the quota is used up');
  },
};

function message(text, more = {}) {
  return { op: 'send', room: 'tea', user: ADA.id, text, ...more };
}

export async function aTextMayBeAsLongAsTheServerSays() {
  equal(excessOf(message('한'.repeat(5_461))), undefined);
  equal(excessOf(message('한'.repeat(22_000))), { size: 66_000, most: 16_384, encoded: false });
  equal(excessOf(message('x'.repeat(65_500))), { size: 65_500, most: 16_384, encoded: false });
  equal(excessOf(message('four'), { textSize: 3 }), { size: 4, most: 3, encoded: false });
  equal(excessOf(message('x'.repeat(65_500)), { textSize: 100_000, frameSize: 100_000 }), undefined);
}

export async function whatGrowsWhenItIsEncodedIsMeasuredAsItIsSent() {
  equal(excessOf(message('"\\'.repeat(8_192))), undefined, 'quotes double');
  equal(excessOf(message('😀'.repeat(4_096))), undefined, 'an emoji is four bytes');
  const { size, most, encoded } = excessOf(message('\u0001'.repeat(16_000)));
  equal([size > 96_000, most, encoded], [true, 65_536, true]);
  const lone = excessOf(message('\ud83d'.repeat(5_461), { target: 'x'.repeat(33_000), op: 'edit' }));
  equal(lone.encoded, true, 'half an emoji is six bytes');
}

export async function aChangeIsMeasuredLikeAMessage() {
  equal(excessOf({ op: 'edit', room: 'tea', target: 'ada.1', text: 'x'.repeat(16_385) }).size, 16_385);
}

export async function whatIsNoItemIsNotSent() {
  const item = { op: 'send', cid: 'c', room: 'tea', state: 'unsent', at: 1, order: 1, text: 'hello' };
  const damaged = [{ at: undefined }, { text: 7 }, { mentions: 7 }, { mentions: [7] }].map((fields) => ({ ...item, ...fields }));
  equal(damaged.map(isItem), Array(4).fill(false));
  equal([isItem(item), ...[null, 7, {}, { ...item, op: 'x' }, { ...item, room: undefined }, { ...item, order: NaN }].map(isItem)], [true, ...Array(6).fill(false)]);
}

export async function damagedRoomsAreForgotten() {
  const message = { id: 'x.1', seq: 1, at: 1, from: ADA, text: 'hello', reactions: { '👍': { count: 1 } }, mentions: [ADA.id] };
  const room = { user: ADA.id, id: 'tea', epoch: 'e1', seq: 1, title: 'Tea', kind: 'public', messages: [message] };
  const wrong = [{ at: undefined }, { from: { id: 'x', name: 7 } }, { mentions: 'x' }, { reactions: { x: null } }, { text: {} }];
  equal(wrong.map((fields) => isRoom({ ...room, messages: [{ ...message, ...fields }] })), Array(5).fill(false));
  equal([{ kind: 'direct' }, { kind: 'direct', with: {} }, { title: 7 }].map((fields) => isRoom({ ...room, ...fields })), Array(3).fill(false));
  equal(isRoom({ ...room, kind: 'direct', with: ADA, messages: [{ ...message, text: undefined, deleted: true }] }), true);
  const damaged = [null, 7, { ...room, id: 'a', messages: undefined }, { ...room, id: 'b', messages: [{}] }, { ...room, id: 'c', seq: 'x' }];
  equal([isRoom(room), ...damaged.map(isRoom)], [true, ...Array(5).fill(false)]);
  const dropped = [];
  const cache = new RoomCache({ all: () => [room, ...damaged], drop: (id) => dropped.push(id) }, new Clock());
  equal([cache.load(ADA.id).map(({ id }) => id), dropped.filter(Boolean)], [['tea'], ['a', 'b', 'c']]);
}

export async function settingsThatMakeNoSenseWereNotChosen() {
  for (const text of ['{oops', 'null', '7', '[1]', '"dark"', '{"theme":7,"language":{},"greeted":"x","notify":1}', '{"theme":"x"}']) {
    const { theme, language, greeted, notify } = new Settings({ getItem: () => text });
    equal([theme, language, greeted, notify], [undefined, undefined, false, false], text);
  }
}

export async function settingsAreKeptWhileThePageIsOpen() {
  const settings = new Settings(FULL);
  settings.set({ theme: 'dark' });
  equal(settings.theme, 'dark');
}

export async function aTableThatCannotBeReadOrWrittenIsEmpty() {
  const fails = () => {
    throw new Error('the browser forbids it');
  };
  const table = forgiving({ all: fails, put: fails, drop: fails });
  table.put('a', {});
  table.drop('a');
  equal(table.all(), []);
}

export async function aChangeThatWasRefusedStaysUntilTheUserDecides() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.says(said(1, 'as it was', { from: ADA, id: `${ADA.id}.c1` }));
  const [mine] = ada.chat.room.log.messages;
  ada.chat.messages.edit(ada.chat.room, mine, 'as it should be');
  await ada.clock.pass(0);
  await ada.socket.refuses('edit', { code: 'muted' });
  const [refused] = ada.chat.messages.refusedChanges('lobby').get(mine.id);
  equal([refused.text, refused.why.code, ada.chat.messages.pendingChanges('lobby').size], ['as it should be', 'muted', 0]);
  equal(ada.chat.notice, undefined, 'its message says why');
  ada.chat.messages.edit(ada.chat.room, mine, 'as it could be');
  await ada.clock.pass(0);
  equal([ada.chat.messages.refusedChanges('lobby').size, ada.socket.last('edit').text], [0, 'as it could be']);
}

export async function ofTwoChangesThatWaitOnlyTheLatterIsSent() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.says(said(1, 'one', { from: ADA, id: `${ADA.id}.c1` }));
  const [mine] = ada.chat.room.log.messages;
  await ada.socket.ends(1006);
  ada.chat.messages.edit(ada.chat.room, mine, 'two');
  ada.chat.messages.edit(ada.chat.room, mine, 'three');
  equal(ada.chat.messages.pendingChanges('lobby').get(mine.id).map(({ text }) => text), ['three']);
}

export async function whatEndsTheConnectionFailsAndTheOtherRoomsGoOn() {
  for (const code of [1007, 1009, 4500]) {
    const tea = (state, head) => lobby(state, head, { room: 'tea', title: 'Tea' });
    const ada = new Member();
    await ada.arrives(lobby('fresh', 0), tea('fresh', 0));
    ada.chat.messages.send('lobby', 'bad');
    ada.chat.messages.send('tea', 'good');
    let good = 0;
    for (let round = 0; round < 8; round += 1) {
      await ada.clock.pass(0);
      if (ada.sent.includes('bad')) {
        await ada.socket.ends(code);
        await ada.clock.pass(8_000);
        await ada.arrives(lobby('current', 0), tea('current', good));
      } else if (ada.sent.includes('good')) {
        good = 1;
        await ada.stored(1);
        ada.socket.sent.length = 0;
      }
    }
    const [bad] = ada.chat.messages.waiting('lobby');
    equal([ada.chat.status.kind, bad.state, bad.why.code, good, ada.chat.messages.waiting('tea')], ['open', 'failed', 'rejected', 1, []], `after ${code}`);
    equal(ada.chat.messages.discard(bad), true);
    equal(ada.chat.messages.waiting('lobby'), []);
  }
}
