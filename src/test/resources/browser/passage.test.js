import { MessageWindow } from '/page/a/state/message-window.js';
import { ADA, GRACE, Member, listed, lobby, said } from './member.js';
import { equal } from './world.js';

const LAST = 2_100;
const all = Array.from({ length: LAST }, (_, index) => listed(said(index + 1, `line ${index + 1}`)));

/** Ada in a room with many messages, of which she has the newest; `answers` plays the server's history. */
async function adaAtTheEnd() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', LAST));
  await answered(ada, all);
  return ada;
}

/** Answers every request for history that is open, in order; returns how many there were. */
async function answered(ada, messages) {
  const open = ada.socket.sent.filter(({ op, ref }) => op === 'history' && !ada.answered?.has(ref));
  ada.answered ??= new Set();
  for (const { ref, before = Infinity, after, limit = 50 } of open) {
    ada.answered.add(ref);
    const found = messages.filter(({ seq }) => (after === undefined ? seq < before : seq > after));
    const page = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    await ada.socket.says({ ref, ok: { messages: page, more: page.length < found.length } });
  }
  return open.length;
}

async function shown(ada, seq, messages = all) {
  const showing = ada.chat.rooms.show(ada.chat.room, seq);
  const asked = await answered(ada, messages);
  return { message: await showing, asked };
}

function seqs(room) {
  const { messages } = room.shown;
  return [messages[0].seq, messages.at(-1).seq, messages.length];
}

export async function aMessageFarAboveIsLoadedWithWhatIsAroundIt() {
  const ada = await adaAtTheEnd();
  const { message, asked } = await shown(ada, 10);
  equal([message.text, asked], ['line 10', 2]);
  equal(seqs(ada.chat.room), [1, 60, 60]);
  equal([ada.chat.room.moreShown, ada.chat.room.log.last.seq], [false, LAST]);
  await ada.socket.says(said(LAST + 1, 'new'));
  equal(seqs(ada.chat.room), [1, 60, 60], 'what is new is not shown as if it followed');
  ada.chat.room.showNewest();
  equal(ada.chat.room.shown.last.text, 'new');
}

export async function readingOnReachesTheNewestWithoutAHole() {
  const ada = await adaAtTheEnd();
  const { room } = ada.chat;
  await shown(ada, 1_000);
  equal(seqs(room), [951, 1_050, 100]);
  const earlier = ada.chat.rooms.loadEarlier(room);
  await answered(ada, all);
  await earlier;
  equal([seqs(room), room.moreShown], [[901, 1_050, 150], true]);
  await ada.socket.says(said(LAST + 1, 'new'));
  let steps = 0;
  for (; room.passage && steps < 40; steps += 1) {
    const later = ada.chat.rooms.loadLater(room);
    await answered(ada, all);
    await later;
  }
  equal([room.passage, steps, seqs(room)], [undefined, 21, [901, LAST + 1, LAST + 1 - 900]]);
  equal(room.shown.messages.every(({ seq }, index) => seq === 901 + index), true, 'no hole');
}

export async function whatIsNotThereAnyMoreIsNotShown() {
  const ada = await adaAtTheEnd();
  const { message } = await shown(ada, 10, all.slice(1_000));
  equal([message, ada.chat.room.passage], [undefined, undefined]);
  const elsewhere = ada.chat.rooms.show(ada.chat.room, 20, () => false);
  await answered(ada, all);
  equal([await elsewhere, ada.chat.room.passage], [undefined, undefined], 'no longer wanted');
}

export async function changesReachWhatIsShown() {
  const ada = await adaAtTheEnd();
  const { room } = ada.chat;
  await shown(ada, 10);
  const change = { room: 'lobby', epoch: 'e1', from: GRACE, at: 9, of: 10 };
  await ada.socket.says({ ev: 'edit', ...change, seq: LAST + 1, id: 'a', text: 'changed' });
  await ada.socket.says({ ev: 'delete', ...change, of: 11, seq: LAST + 2, id: 'b' });
  equal([room.messageAt(10).text, room.messageAt(11).deleted], ['changed', true]);
  ada.chat.enter('tea');
  ada.chat.enter('lobby');
  equal(ada.chat.room.passage, undefined, 'a room opens at its end');
}

export function theWindowOverAPassageDoesNotEndWithTheNewest() {
  const messageWindow = new MessageWindow();
  const passage = all.slice(900, 1_000);
  messageWindow.showAround(passage, 50, false);
  equal([messageWindow.atEnd, messageWindow.visible(passage).length, messageWindow.hasLater(passage)], [false, 100, false]);
  const more = [...passage, ...all.slice(1_000, 1_100)];
  equal([messageWindow.visible(more).at(-1).seq, messageWindow.hasLater(more)], [1_000, true]);
  messageWindow.showLater(more, false);
  messageWindow.showLater(more, false);
  messageWindow.showLater(more, false);
  equal([messageWindow.atEnd, messageWindow.visible(more).at(-1).seq], [false, 1_100]);
  messageWindow.showAll(true);
  equal(messageWindow.visible(all).length, LAST, 'printed whole');
  messageWindow.showAll(false);
  messageWindow.showLater(more, true);
  equal(messageWindow.atEnd, true);
}

export async function theClockIsTheServers() {
  const ada = new Member();
  ada.behind = 86_400_000;
  await ada.arrives(lobby('fresh', 0));
  await answered(ada, []);
  const there = () => ada.clock.now() + ada.behind;
  equal(ada.chat.now, there());
  await ada.says('hello');
  equal(ada.chat.messages.waiting('lobby')[0].at, there(), 'what waits');
  await ada.stored(1);
  await ada.clock.pass(25_000);
  ada.behind = 0;
  await ada.socket.grants('ping', { now: there() });
  equal(ada.chat.now, ada.clock.now(), 'the device was set right');
}
