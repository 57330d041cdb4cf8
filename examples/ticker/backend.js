// Sends each new score without waiting for the one before: node backend.js https://chat.example.org scores 1000
import { connect } from 'parley-client';

const [url = 'http://localhost:8080', name = 'scores', pause = 1000] = process.argv.slice(2);
const room = connect({ url, name: 'Scores' }).room(name);
const score = { home: 0, away: 0 };

setInterval(() => {
  score[Math.random() < 0.5 ? 'home' : 'away'] += 1;
  room.send({ text: `${score.home}:${score.away}`, data: { ...score } }).catch((refusal) => console.error(refusal.message));
}, Number(pause));
