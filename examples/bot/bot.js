// Answers `!time`, also what was asked while it or its pod was away: node bot.js https://chat.example.org tea
import { connect } from 'parley-client';
import { fileStore } from 'parley-client/node';

const [url = 'http://localhost:8080', name = 'lobby', file = 'bot.store'] = process.argv.slice(2);
const chat = connect({ url, name: 'Clock', store: fileStore(file), resume: true });
const room = chat.room(name);

room.on('message', ({ id, text }, { own }) => {
  if (!own && text === '!time') {
    room.send({ text: new Date().toISOString(), of: id }).catch((refusal) => console.error(refusal.message));
  }
});
room.on('error', (refusal) => console.error(`Cannot join ${name}: ${refusal.message}`));
chat.on('status', ({ kind, code, reason }) => console.log([kind, code, reason].filter(Boolean).join(' ')));
process.on('SIGTERM', () => chat.close());
