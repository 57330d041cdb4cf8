/** What the server's events say about the user himself, done to his chat. */
export function fortunesOf(chat, { open, album }) {
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
      album.drop(room);
      if (reason !== 'left') {
        chat.tell({ code: 'removed', room: title ?? room, reason });
      }
    },
    added: (room, isNew) => {
      if (room === chat.room) {
        open();
      } else if (isNew && room.kind === 'private') {
        chat.tell({ code: 'added', room: room.id, title: room.title });
      }
    },
    spokenTo: (room, message, mentioned) =>
      chat.dispatchEvent(new CustomEvent('spoken', { detail: { room, message, mentioned } })),
  };
}
