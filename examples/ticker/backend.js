// Sends each new score without waiting for the one before: node backend.js https://chat.example.org scores 1000
// PARLEY_KEY is a key with the scopes read, send and rooms for this room (POST /api/admin/keys); without one, a guest.
// It writes even if nobody else may: PATCH /api/rooms/scores {"write": "moderators"}, by an owner of the room.
import { connect } from 'parley-client';

const [url = 'http://localhost:8080', name = 'scores', pause = 1000] = process.argv.slice(2);
const room = connect({ url, token: process.env.PARLEY_KEY, name: 'Scores' }).room(name);
const score = { home: 0, away: 0 };

setInterval(() => {
  score[Math.random() < 0.5 ? 'home' : 'away'] += 1;
  room.send({ text: `${score.home}:${score.away}`, data: { ...score } }).catch((refusal) => console.error(refusal.message));
}, Number(pause));
