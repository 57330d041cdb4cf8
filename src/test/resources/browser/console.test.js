import { commandsOf } from '/page/a/console/commands.js';
import { faultsOf } from '/page/a/console/faults.js';
import { Form } from '/page/a/console/form.js';
import { Journal } from '/page/a/console/journal.js';
import { Schemas } from '/page/a/console/schemas.js';
import { curlOf, scriptOf } from '/page/a/console/snippets.js';
import { load } from '/page/a/console/js-yaml/js-yaml.js';
import { equal } from './world.js';

const API = 'https://chat.example.org/';
const DOCUMENT = load(`
operations:
  tell:
    action: receive
    summary: Tell a room.
    messages: [{$ref: '#/channels/c/messages/tell'}]
  hush:
    action: receive
    summary: Hush somebody.
    messages: [{$ref: '#/channels/c/messages/hush'}]
channels:
  c:
    messages:
      tell: {$ref: '#/components/messages/tell'}
      hush: {$ref: '#/components/messages/hush'}
components:
  messages:
    tell:
      payload: {$ref: '#/components/schemas/Tell'}
      examples: [{name: command-tell, payload: {op: tell, ref: '1', room: tea, cid: a, text: Hi}}]
    hush:
      payload: {$ref: '#/components/schemas/Hush'}
  schemas:
    Room: {type: string, pattern: '^[a-z]+$', description: A room.}
    Seq: {type: integer, minimum: 0}
    Tell:
      type: object
      required: [op, room, cid]
      if: {required: [text]}
      else: {required: [data]}
      not: {anyOf: [{required: [before, after]}]}
      dependencies: {before: [epoch]}
      properties:
        op: {const: tell}
        ref: {type: string}
        room: {allOf: [{$ref: '#/components/schemas/Room'}], description: Where.}
        cid: {type: string}
        text: {type: string, minLength: 1, maxLength: 5}
        data: {description: Any JSON.}
        before: {$ref: '#/components/schemas/Seq'}
        after: {$ref: '#/components/schemas/Seq'}
        epoch: {type: string}
        mark: {type: [integer, 'null']}
        people: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/Room'}}
    Hush:
      type: object
      required: [op, 'on']
      properties: {op: {enum: [hush, unhush]}, 'on': {type: boolean}}
`);
const schemas = new Schemas(DOCUMENT);
const commands = commandsOf(DOCUMENT, schemas);
const [tell, hush, unhush] = commands;

function faults(fields) {
  return faultsOf(tell.schema, { op: 'tell', cid: 'a', ...fields }, schemas).map(({ path, kind }) => `${path.join('.')} ${kind}`);
}

export function eachCommandHasItsNameFieldsAndExamples() {
  equal(commands.map(({ op }) => op), ['tell', 'hush', 'unhush'], 'names');
  equal(
    tell.fields.map(({ name, kind }) => `${name} ${kind}`),
    ['room line', 'cid line', 'text long', 'data json', 'before integer', 'after integer', 'epoch line', 'mark integer', 'people json'],
    'fields',
  );
  equal(tell.fields[0].schema.description, 'Where.', 'its own description goes first');
  equal(tell.examples, [{ name: 'command-tell', fields: { room: 'tea', cid: 'a', text: 'Hi' } }], 'examples');
  equal(hush.summary, 'Hush somebody.', 'summary');
  equal(faultsOf(unhush.schema, { op: 'hush', on: true }, schemas).length, 1, 'each takes its own name only');
}

export function whatASchemaDoesNotTakeIsFound() {
  equal(faults({ room: 'tea', text: 'Hi' }), [], 'valid');
  equal(faults({ text: 'Hi' }), ['room required'], 'missing');
  equal(faults({ room: 'TEA', text: 'too long' }), ['room pattern', 'text longest'], 'texts');
  equal(faults({ room: 'tea', text: '' }), ['text shortest'], 'empty');
  equal(faults({ room: 'tea' }), ['data required'], 'one of two');
  equal(faults({ room: 'tea', data: null, before: -1, epoch: 'e' }), ['before least'], 'numbers');
  equal(faults({ room: 'tea', data: null, before: 1 }), ['epoch required'], 'what another field needs');
  equal(faults({ room: 'tea', data: 1, before: 1, after: 2, epoch: 'e' }), ['after together'], 'what excludes another');
  equal(faults({ room: 'tea', data: 1, mark: null, people: ['a', 'B'] }), ['people.1 pattern'], 'inside of a list');
  equal(faults({ room: 'tea', data: 1, mark: '1', people: ['a', 'b', 'c'] }), ['mark type', 'people items'], 'types');
}

export function aFormSendsWhatIsFilledInAndMakesTheCid() {
  const form = new Form(tell, schemas);
  form.set('room', 'tea');
  form.set('data', '{"a":1}');
  form.set('mark', 'null');
  const command = form.read();
  equal({ ...command, cid: undefined }, { op: 'tell', room: 'tea', data: { a: 1 }, mark: null, cid: undefined }, 'command');
  equal(command.cid.length > 10 && form.read().cid !== command.cid, true, 'another cid each time');
  form.set('data', '{');
  form.set('before', '1.5');
  equal(form.read(), undefined, 'not sent');
  equal([...form.faults].map(([name, { kind }]) => `${name} ${kind}`), ['data json', 'epoch required', 'before type'], 'at its field');
}

export function theServersRefusalStandsAtItsField() {
  const form = new Form(tell, schemas);
  form.refused({ code: 'bad_request', message: 'cid: expected 1 to 64 characters' });
  equal([...form.faults.keys()], ['cid'], 'at the field that it names');
  form.refused({ code: 'bad_request', message: 'people[1]: expected a user' });
  equal([...form.faults.keys()], ['people'], 'also inside of a list');
  form.refused({ code: 'muted', message: 'you are muted in this room' });
  equal([...form.faults.keys()], ['room'], 'at the room');
  form.refused({ code: 'unavailable', message: 'the store does not answer' });
  equal([...form.faults.keys()], [''], 'or else at the whole');
}

export function jsonAndFieldsAreTheSameCommand() {
  const form = new Form(tell, schemas);
  form.fill({ room: 'tea', cid: 'a', data: [1], text: 'Hi' });
  form.asJson();
  equal(JSON.parse(form.raw), { op: 'tell', ref: 'json', room: 'tea', cid: 'a', text: 'Hi', data: [1] }, 'as JSON');
  form.setRaw('{"op":"tell","room":"milk"}');
  equal(form.read(), { op: 'tell', room: 'milk' }, 'sent as it is');
  form.asFields();
  equal([form.text('room'), form.text('text')], ['milk', ''], 'as fields');
  form.asJson();
  form.setRaw('nothing');
  equal([form.asFields(), form.read(), form.faults.get('').kind], [false, undefined, 'json'], 'what is no JSON stays');
}

export function curlTakesWhateverStandsInATextAndNoToken() {
  const curl = curlOf({ op: 'send', ref: '1', room: '@ada', cid: 'a', text: "it's", token: 'secret' }, API);
  equal(curl.split(' \\\n  '), [
    "curl -sS 'https://chat.example.org/api/rooms/%40ada/messages'",
    '-H "Authorization: Bearer $PARLEY_TOKEN"',
    "-H 'Content-Type: application/json'",
    `--data-raw '{"cid":"a","text":"it'\\''s"}'`,
  ]);
  equal(curlOf({ op: 'ping' }, API).includes(`--data-raw '{"op":"ping"}'`), true, 'as a command');
  equal([curlOf({ op: 'hello', token: 'secret' }, API), curlOf({ op: 'typing' }, API), curlOf({ op: 'rooms', watch: true }, API)], [undefined, undefined, undefined], 'over a socket only');
}

export function aScriptAsksItsEnvironmentForTheToken() {
  const script = scriptOf({ op: 'hello', token: 'secret' }, API) + scriptOf({ op: 'ping', token: 'secret' }, API);
  equal(script.includes('secret'), false, 'no token');
  equal(script.includes('token: process.env.PARLEY_TOKEN'), true, 'but its name');
  equal(script.includes('await chat.request("ping", {})'), true, 'the command');
}

export function theListIsBoundedFilteredAndPaused() {
  const journal = new Journal();
  for (let i = 1; i <= 503; i += 1) {
    journal.add({ kind: 'event', name: i % 2 ? 'message' : 'typing', room: i % 3 ? 'tea' : undefined });
  }
  equal([journal.entries.length, journal.entries[0].key, journal.lost], [500, 4, 3], 'the oldest go');
  journal.pause(true);
  journal.add({ kind: 'event', name: 'user' });
  equal([journal.waiting, journal.entries.at(-1).key], [1, 503], 'paused');
  journal.pause(false);
  equal([journal.waiting, journal.entries.at(-1).key], [0, 504], 'goes on');
  journal.filter({ room: ' tea ', name: 'typing' });
  equal(journal.entries.every(({ room, name }) => room === 'tea' && name === 'typing'), true, 'of one room and name');
  equal(journal.names, ['message', 'typing', 'user'], 'names');
  journal.clear();
  equal([journal.entries.length, journal.empty, journal.lost], [0, true, 0], 'cleared');
}
