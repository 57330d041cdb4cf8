/** Lets the client's events change what the page shows. */
export function showClientEvents(client, { chat, rooms, directory, reader, memberLoader, receipts, setup, roomCache }) {
  client.on('hello', (answer, gone) => setup.helloReceived(answer, gone));
  // Its facts are set once the state that brought it is applied.
  client.on('room', ({ id }) => id === reader.current && queueMicrotask(() => setup.roomAdded()));
  client.on('bye', ({ reason }) => {
    chat.leaving = reason;
  });
  client.on('rooms', (event) => {
    directory.update(event);
    if (directory.outdated) {
      directory.watch();
    }
  });
  client.on('user', (user) => rooms.all.forEach(({ people }) => people.renamed(user)));
  client.on('receipt', (event) => receipts.update(event));
  client.on('announcement', ({ text, from }) => {
    chat.announcement = { text, name: from.name };
  });

  client.on('message', (message, { replay, own }, { id }) => replay || messageReceived(message, own, rooms.get(id)));
  const changed = (_, { replay }, { id }) => replay || reader.received(rooms.get(id), { counts: false, own: false });
  ['edit', 'delete', 'react', 'moved'].forEach((type) => client.on(type, changed));

  client.on('presence', (_, { id }) => {
    if (reader.room?.id === id && reader.room.peopleOutdated) {
      memberLoader.load(reader.room);
      chat.restricted.refresh(reader.room);
    }
  });
  client.on('membership', ({ id }, isNew) => told(rooms.get(id), isNew));
  client.on('left', ({ reason }, room) => left(room, reason));
  client.on('failed', (item, refusal, room) => failed(item, refusal, room));
  client.on('changed', () => chat.changed());

  function messageReceived(message, own, room) {
    reader.received(room, { counts: !own, own });
    if (own) {
      chat.dispatchEvent(new Event('wrote'));
    } else {
      const mentioned = (message.mentions ?? []).includes(chat.me.id);
      chat.dispatchEvent(new CustomEvent('incoming', { detail: { room, message, mentioned } }));
    }
  }

  /** The server has told of a change to a room: its title, one's role, a mute; or of a room that is new here. */
  function told(room, isNew) {
    if (room === reader.room) {
      setup.loadRoom();
    } else if (isNew && room.kind === 'private') {
      chat.notify({ code: 'added', room: room.id, title: room.title });
    }
  }

  function left({ id, title }, reason) {
    roomCache.drop(id);
    receipts.forget(id);
    if (reason && reason !== 'left') {
      chat.notify({ code: 'removed', room: title ?? id, reason });
    }
  }

  /**
   * What the user wrote stays if it was refused, to be sent again; another change does not. Its message says why, if it is
   * loaded.
   */
  function failed(item, { code, after }, { id }) {
    const { op, cid, target } = item;
    if (op === 'send') {
      return;
    }
    const shown = id === chat.current && rooms.get(id)?.log.has(target);
    if (op !== 'edit') {
      client.cancel(cid);
    }
    if (shown && op !== 'edit') {
      chat.messages.changeRefused(item, { code, after });
      chat.changed();
    } else if (!shown) {
      chat.notify({ code: 'refused', why: { code, after }, action: op });
    }
  }
}
