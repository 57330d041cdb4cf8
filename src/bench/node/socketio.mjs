// The usual chat server on Socket.IO 4 with its Redis adapter, WebSocket only. node socketio.mjs PORT REDIS_PORT
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';

const [port, redisPort] = process.argv.slice(2).map(Number);
const publisher = createClient({ url: `redis://127.0.0.1:${redisPort}` });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const io = new Server(http, { transports: ['websocket'], adapter: createAdapter(publisher, subscriber) });
io.on('connection', (socket) => {
  socket.on('join', (room) => {
    socket.join(room);
    socket.data.room = room;
    socket.emit('joined', room);
  });
  socket.on('msg', ({ text }) => {
    io.to(socket.data.room).emit('msg', { user: socket.id, text, at: Date.now() });
  });
});
http.listen(port, '127.0.0.1', () => console.log('ready'));
