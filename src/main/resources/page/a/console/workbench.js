import { load } from './js-yaml/js-yaml.js';
import { commandsOf } from './commands.js';
import { Form } from './form.js';
import { Journal } from './journal.js';
import { Line } from './line.js';
import { Schemas } from './schemas.js';

const FIRST = 'send';

/**
 * What the console is for: the commands of the AsyncAPI document, the one that is filled in, the connection, and what was
 * sent and came. Fires `change`.
 */
export class Workbench extends EventTarget {
  #access;
  #schemas;

  journal = new Journal();
  commands = [];
  form;
  /** What came of the last command: `{op, took, problem?}`, or `{op, unsent: true}`. */
  outcome;
  /** What was copied last: `{text, failed}`. */
  copied;
  /** Why the document did not come: an HTTP status, or `lost`. */
  missing;
  /** Who connects: `me`, a new `guest`, or whoever has the `other` token or key. */
  who;
  other = '';

  constructor(api, { access, timers }) {
    super();
    this.api = api;
    this.#access = access;
    this.line = new Line(api, { journal: this.journal, timers });
    this.line.addEventListener('change', () => this.#changed());
    this.line.addEventListener('answer', (answer) => this.#answered(answer));
    this.journal.addEventListener('change', () => this.#changed());
    access.addEventListener('renewed', () => this.who === 'me' && this.line.renew(access.proof));
  }

  /** Gets the document, and connects as whoever is here. */
  async open() {
    this.who ??= this.#access.open ? 'me' : 'guest';
    this.missing = undefined;
    this.#changed();
    if (this.commands.length === 0) {
      await this.#describe();
    }
    if (this.line.state === 'closed' && !this.line.end && !this.missing) {
      this.connect();
    }
  }

  /** Nobody else may see what was shown. */
  close() {
    this.line.close();
    this.line.end = undefined;
    this.journal.clear();
    Object.assign(this, { who: undefined, other: '', outcome: undefined, copied: undefined });
    this.form = this.form && new Form(this.form.command, this.#schemas);
    this.#changed();
  }

  connect() {
    this.line.connect({ me: this.#access.proof, other: this.other }[this.who]);
  }

  choose(command) {
    this.form.choose(command);
    Object.assign(this, { outcome: undefined, copied: undefined });
    this.#changed();
  }

  /** Sends what is filled in; returns whether it could be sent. */
  send() {
    const command = this.form.read();
    const { op } = this.form.command;
    if (command) {
      const sent = this.line.send(command, { raw: this.form.raw !== undefined });
      this.outcome = sent ? undefined : { op, unsent: true };
    }
    this.#changed();
    return command !== undefined;
  }

  /** What must stand in nothing that is copied. */
  get secrets() {
    return [this.#access.proof, this.other].filter(Boolean);
  }

  async #describe() {
    try {
      const answer = await fetch(new URL('asyncapi.yaml', this.api), { credentials: 'omit' });
      if (!answer.ok) {
        this.missing = String(answer.status);
      } else {
        const document = load(await answer.text());
        this.#schemas = new Schemas(document);
        this.commands = commandsOf(document, this.#schemas);
        this.form = new Form(this.commands.find(({ op }) => op === FIRST) ?? this.commands[0], this.#schemas);
      }
    } catch {
      this.missing = 'lost';
    }
    this.#changed();
  }

  #answered({ op, took, problem }) {
    this.outcome = { op, took, problem: problem?.code };
    if (problem && op === this.form?.command.op) {
      this.form.refused({ code: problem.code, message: String(problem.message) });
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
