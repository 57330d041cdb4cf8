import { roomMeant } from '/page/a/state/room-name.js';
import { GRACE, Member, listed, lobby, said } from './member.js';
import { equal } from './world.js';

async function adaWhoHeard(...events) {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  await ada.socket.grants('history', { messages: [], more: false });
  for (const event of events) {
    await ada.socket.says(event);
  }
  return ada;
}

export async function earlierMessagesComeBeforeTheFirst() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 2));
  await ada.socket.says(said(3, 'three'));
  equal(ada.socket.last('history').before, 3, 'before');
  const messages = [listed(said(1, 'one')), listed(said(2, 'two'))];
  await ada.socket.grants('history', { messages, more: false });
  equal(ada.sees, ['one', 'two', 'three']);
}

export async function messagesInOtherRoomsAreCounted() {
  const ada = await adaWhoHeard();
  ada.chat.enter('tea');
  await ada.socket.says(said(1, 'one'));
  equal(ada.chat.rooms.get('lobby').unread, 1, 'unread');
  ada.chat.enter('lobby');
  equal(ada.chat.room.unread, 0, 'unread');
}

export async function peopleComeAndGo() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const joined = { joined: [GRACE], left: [], members: 2, online: 2 };
  await ada.socket.says({ ev: 'presence', room: 'lobby', ...joined });
  equal(ada.chat.room.people.list.map(({ name, online }) => [name, online]), [['Grace', true]]);
  await ada.socket.says({ ev: 'presence', room: 'lobby', joined: [], left: [GRACE], members: 2, online: 1 });
  equal(ada.chat.room.online, 1, 'online');
  equal([...ada.chat.room.joinLeaveNotes.notes[0].changes.values()], [{ name: 'Grace', change: 'left' }]);
}

export async function roomsWithTheSameTitleAreToldApart() {
  const ada = await adaWhoHeard();
  const team = (room) => ({ ev: 'room', ...lobby('fresh', 0), room, title: 'Team', kind: 'private', role: 'member' });
  await ada.socket.says(team('team-one'));
  const title = (room) => ada.chat.rooms.get(room).titleApart;
  equal(title('team-one'), 'Team');
  await ada.socket.says(team('team-two'));
  equal([title('team-one'), title('team-two'), title('lobby')], ['Team #team-o', 'Team #team-t', 'Lobby']);
  const label = ada.chat.rooms.labelAmong([{ room: 'x-1', title: 'Lobby' }, { room: 'y-1', title: '' }, { room: 'z-1', title: 'y-1' }]);
  equal([label({ room: 'x-1', title: 'Lobby' }), label({ room: 'y-1', title: '' }), label({ room: 'w-1', title: 'Tea' })], ['Lobby #x-1', 'y-1 #y-1', 'Tea']);
}

export async function aMoveToAServerWithFewerConnectionsIsNotShown() {
  const ada = await adaWhoHeard(said(1, 'one'));
  const shown = [ada.chat.connection];
  ada.chat.addEventListener('change', () => shown.push(ada.chat.connection));
  await ada.socket.says({ ev: 'bye', after: 1_500, reason: 'balance' });
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  equal(ada.connections, 2, 'connections');
  await ada.arrives(lobby('current', 1));
  equal([...new Set(shown)], ['open']);
  equal([ada.chat.connection, ada.chat.leaving], ['open', undefined]);
}

export async function aMoveThatFailsIsShown() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.socket.says({ ev: 'bye', after: 1_500, reason: 'balance' });
  await ada.socket.ends(1012);
  await ada.clock.pass(0);
  await ada.socket.ends(1006);
  equal(ada.chat.connection, 'waiting');
}

export async function aDrainIsShown() {
  const ada = await adaWhoHeard(said(1, 'one'));
  await ada.socket.says({ ev: 'bye', after: 5_000, reason: 'the pod is going away' });
  equal(ada.chat.connection, 'goingAway');
  await ada.socket.ends(1012);
  equal(ada.chat.connection, 'waiting');
}

export async function aRoomOfAFurtherPageIsListedOnceItIsActive() {
  const ada = new Member();
  await ada.arrives(lobby('fresh', 0));
  const line = (room, at) => ({ room, title: room, members: 1, online: 0, at });
  const { directory } = ada.chat;
  directory.applyPage({ rooms: [line('cocoa', 30), line('tea', 20)], total: 3, cursor: 'r2' });
  await ada.socket.says({ ev: 'rooms', rooms: [line('coffee', 10)], total: 3 });
  const listed = () => directory.list.map(({ room }) => room);
  equal(listed(), ['cocoa', 'tea'], 'somebody went offline');
  await ada.socket.says({ ev: 'rooms', rooms: [line('coffee', 40)], total: 3 });
  equal(listed(), ['coffee', 'cocoa'], 'somebody wrote');
  directory.applyPage({ rooms: [line('tea', 20)], total: 3 }, true);
  await ada.socket.says({ ev: 'rooms', rooms: [line('water', 5)], total: 4 });
  equal(listed(), ['coffee', 'cocoa', 'tea', 'water'], 'the whole list');
}

export function whatPeopleTypeMeansARoom() {
  const meant = (text) => {
    const { room, title } = roomMeant(text) ?? {};
    return [room, title].map(String).join(' ');
  };
  equal(
    ['tea-corner', ' #lobby ', 'Küche!', 'Tea  Corner', 'Straße 7', '부엌', 'Café 부엌', 'https://chat.example/#room/tea', 'https://chat.example/#room/tea/17', '!?', '', `A${'b'.repeat(70)}`].map(meant),
    [
      'tea-corner undefined',
      'lobby undefined',
      'kuche Küche!',
      'tea-corner Tea Corner',
      'strasse-7 Straße 7',
      'undefined 부엌',
      'undefined Café 부엌',
      'tea undefined',
      'tea undefined',
      'undefined undefined',
      'undefined undefined',
      `a${'b'.repeat(63)} A${'b'.repeat(70)}`,
    ],
  );
}

export async function aTitleOpensTheRoomThatHasItAndElseMakesOne() {
  const ada = await adaWhoHeard();
  const opened = [];
  const open = (name) => ada.chat.groups.open(name).then((room) => opened.push(room));
  const rooms = async (...found) => ada.socket.grants('rooms', { rooms: found, total: found.length });
  open('lobby');
  await ada.clock.pass(0);
  equal(opened, ['lobby'], 'one of hers');

  open('Küche!');
  await ada.clock.pass(0);
  equal(ada.socket.last('rooms').query, 'Küche!');
  await rooms({ room: 'kuche-2', title: 'KÜCHE!', members: 1, online: 1 });
  equal(ada.socket.last('join').room, 'kuche-2');
  await ada.socket.grants('join', lobby('fresh', 0, { room: 'kuche-2', title: 'KÜCHE!' }));

  open('Garden');
  await ada.clock.pass(0);
  await rooms({ room: 'garden-2', title: 'Garden of roses', members: 1, online: 1 });
  const { title, kind, room } = ada.socket.last('create');
  equal([title, kind, room], ['Garden', 'public', 'garden']);
  await ada.socket.refuses('create', { code: 'conflict' });
  equal(ada.socket.last('join').room, 'garden');
  await ada.socket.grants('join', lobby('fresh', 0, { room: 'garden', title: 'Rose garden' }));
  equal(opened, ['lobby', 'kuche-2', 'garden']);
  equal(await ada.chat.groups.open('!?'), undefined, 'no room');
}
