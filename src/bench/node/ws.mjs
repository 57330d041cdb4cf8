// What one writes by hand to run two of the usual chat server on `ws`: a Redis channel for each room, subscribed while
// somebody is in it; the text of a message is made once. node ws.mjs PORT REDIS_PORT
import { WebSocketServer, WebSocket } from 'ws';
import { createClient } from 'redis';

const [port, redisPort] = process.argv.slice(2).map(Number);
const publisher = createClient({ url: `redis://127.0.0.1:${redisPort}` });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

class Room {
  members = new Set();

  constructor(name) {
    this.channel = `room:${name}`;
    this.subscribed = subscriber.subscribe(this.channel, (text) => this.tell(text));
  }

  tell(text) {
    for (const member of this.members) {
      if (member.readyState === WebSocket.OPEN) member.send(text);
    }
  }
}

const rooms = new Map();

async function join(socket, name, user) {
  if (!rooms.has(name)) rooms.set(name, new Room(name));
  const room = rooms.get(name);
  Object.assign(socket, { room, name, user });
  room.members.add(socket);
  await room.subscribed;
  socket.send(JSON.stringify({ type: 'joined', room: name }));
}

function leave(socket) {
  const { room, name } = socket;
  room?.members.delete(socket);
  if (room?.members.size === 0) {
    rooms.delete(name);
    subscriber.unsubscribe(room.channel);
  }
}

const server = new WebSocketServer({ host: '127.0.0.1', port });
server.on('connection', (socket) => {
  socket.on('message', (raw) => {
    const message = JSON.parse(raw);
    if (message.type === 'join') {
      join(socket, message.room, message.user);
    } else if (message.type === 'msg') {
      const { room, name, user } = socket;
      publisher.publish(room.channel, JSON.stringify({ type: 'msg', room: name, user, text: message.text, at: Date.now() }));
    }
  });
  socket.on('close', () => leave(socket));
  socket.on('error', () => {});
});
server.on('listening', () => console.log('ready'));
