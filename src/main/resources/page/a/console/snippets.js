/** Commands that need a connection (protocol.md section 12). */
const SOCKET_ONLY = new Set(['hello', 'typing']);
const OWN = new Set(['op', 'ref', 'token']);

/** The command as a request of `curl`, or nothing if HTTP has no such; the token is a variable of the shell. */
export function curlOf(command, api) {
  if (SOCKET_ONLY.has(command.op) || (command.op === 'rooms' && command.watch)) {
    return undefined;
  }
  const { path, body } = requestOf(command);
  return [
    `curl -sS ${shell(new URL(path, api).href)}`,
    `-H "Authorization: Bearer $PARLEY_TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `--data-raw ${shell(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** The command as a program on parley-client; the token is a variable of its environment. */
export function scriptOf(command, api) {
  const answer = command.op === 'hello' ? '(answer) =>' : 'async () =>';
  const act = command.op === 'hello' ? 'console.log(answer);' : `console.log(await chat.request(${JSON.stringify(command.op)}, ${indented(without(command))}));`;
  return [
    `import { connect } from 'parley-client';`,
    '',
    `const chat = connect({ url: ${JSON.stringify(new URL('.', api).href)}, token: process.env.PARLEY_TOKEN });`,
    `chat.on('event', console.log);`,
    `chat.on('hello', ${answer} {`,
    `  ${act}`,
    '  chat.close();',
    '});',
    '',
  ].join('\n');
}

/** A message has an address of its own; everything else is a command like on the socket. */
function requestOf(command) {
  if (command.op === 'send' && typeof command.room === 'string') {
    const { room, ...body } = without(command);
    return { path: `api/rooms/${encodeURIComponent(room)}/messages`, body };
  }
  return { path: 'api/commands', body: { op: command.op, ...without(command) } };
}

function without(command) {
  return Object.fromEntries(Object.entries(command).filter(([name]) => !OWN.has(name)));
}

/** In single quotes, within which a shell takes everything as it is. */
function shell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function indented(value) {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
