/** Handles events about the user themselves. */
export function userEvents(chat, { loadRoom, roomCache }) {
  return {
    meRenamed: ({ id, name }) => {
      chat.me = { id, name };
    },
    leavingPod: () => {
      chat.goingAway = true;
    },
    announced: (announcement) => {
      chat.announcement = announcement;
    },
    directoryOutdated: () => chat.directory.watch(),
    removed: (room, title, reason) => {
      roomCache.drop(room);
      if (reason !== 'left') {
        chat.notify({ code: 'removed', room: title ?? room, reason });
      }
    },
    added: (room, isNew) => {
      if (room === chat.room) {
        loadRoom();
      } else if (isNew && room.kind === 'private') {
        chat.notify({ code: 'added', room: room.id, title: room.title });
      }
    },
    incomingMessage: (room, message, mentioned) =>
      chat.dispatchEvent(new CustomEvent('incoming', { detail: { room, message, mentioned } })),
  };
}
