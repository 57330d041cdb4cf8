import { newCid } from '../client/cid.js';
import { faultsOf } from './faults.js';

/** Refusals that are about the room, whatever they say. */
const OF_THE_ROOM = new Set(['not_found', 'not_member', 'banned', 'muted']);

/**
 * What is filled in for a command, field by field or as JSON, and what is wrong with it. A field that is empty is left
 * out.
 */
export class Form {
  #schemas;
  #texts = new Map();

  command;
  /** The whole command as JSON, if that is how it is written. */
  raw;
  /** What is wrong: field → `{kind, limit?, path}`, or the server's words. The whole command is the field `''`. */
  faults = new Map();

  constructor(command, schemas) {
    this.#schemas = schemas;
    this.command = command;
  }

  /** Begins with another command; what both have in common stays. */
  choose(command) {
    const common = new Set(command.fields.filter(({ made }) => !made).map(({ name }) => name));
    this.#texts = new Map([...this.#texts].filter(([name]) => common.has(name)));
    this.command = command;
    this.faults = new Map();
    if (this.raw !== undefined) {
      this.#write();
    }
  }

  text(name) {
    return this.#texts.get(name) ?? '';
  }

  set(name, text) {
    this.#texts.set(name, text);
    this.faults.delete(name);
  }

  setRaw(text) {
    this.raw = text;
    this.faults = new Map();
  }

  fill(fields) {
    this.#texts = new Map(this.command.fields.filter(({ name }) => name in fields).map((field) => [field.name, written(field, fields[field.name])]));
    this.faults = new Map();
    if (this.raw !== undefined) {
      this.#write();
    }
  }

  /** From fields to JSON. */
  asJson() {
    this.faults = new Map();
    this.#write();
  }

  /** From JSON to fields; what they cannot hold is lost. Returns whether it was an object. */
  asFields() {
    const value = parsed(this.raw);
    if (value.fault) {
      this.faults.set('', value.fault);
      return false;
    }
    this.raw = undefined;
    this.fill(value.object);
    return true;
  }

  /** The command, or nothing if it is wrong; then `faults` says what is. */
  read() {
    this.faults = new Map();
    return this.raw === undefined ? this.#fromFields() : this.#fromJson();
  }

  /** What is filled in so far, whether or not it is right. */
  peek() {
    return this.raw === undefined ? { op: this.command.op, ...this.#values().fields } : (parsed(this.raw).object ?? { op: this.command.op });
  }

  /** The server's refusal, at its field if it is about one that is here. */
  refused({ code, message }) {
    const named = /^([a-z]+)(?:\[\d+\][.\w]*)?: /i.exec(message)?.[1] ?? (OF_THE_ROOM.has(code) ? 'room' : undefined);
    const here = this.raw === undefined && this.command.fields.some(({ name }) => name === named);
    this.faults = new Map([[here ? named : '', { said: message }]]);
  }

  #fromFields() {
    const { fields, faults } = this.#values();
    faults.forEach((fault, name) => this.faults.set(name, fault));
    const command = { op: this.command.op, ...fields };
    for (const fault of faultsOf(this.command.schema, command, this.#schemas)) {
      const [name] = fault.path;
      if (!this.faults.has(name)) {
        this.faults.set(name ?? '', fault);
      }
    }
    return this.faults.size > 0 ? undefined : command;
  }

  #fromJson() {
    const { object, fault } = parsed(this.raw);
    if (fault) {
      this.faults.set('', fault);
    }
    return object;
  }

  #values() {
    const fields = {};
    const faults = new Map();
    for (const field of this.command.fields) {
      const text = this.text(field.name);
      if (text !== '') {
        const { value, fault } = valueOf(field, text);
        if (fault) {
          faults.set(field.name, fault);
        }
        fields[field.name] = value;
      } else if (field.made) {
        fields[field.name] = newCid();
      }
    }
    return { fields, faults };
  }

  /** With a reference, since without one there is no reply. */
  #write() {
    this.raw = JSON.stringify({ op: this.command.op, ref: 'json', ...this.#values().fields }, null, 2);
  }
}

function valueOf({ kind, schema }, text) {
  switch (kind) {
    case 'boolean':
      return { value: text === 'true' };
    case 'integer':
      return /^-?\d+$/.test(text.trim()) ? { value: Number(text) } : text.trim() === 'null' && [schema.type].flat().includes('null') ? { value: null } : { value: text };
    case 'json':
      return json(text);
    default:
      return { value: text };
  }
}

function json(text) {
  try {
    return { value: JSON.parse(text) };
  } catch (failure) {
    return { value: text, fault: { kind: 'json', limit: failure.message } };
  }
}

function parsed(text) {
  const { value, fault } = json(text);
  if (fault) {
    return { fault };
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { object: value } : { fault: { kind: 'type', limit: 'object', path: [] } };
}

function written({ kind }, value) {
  return kind === 'json' || typeof value !== 'string' ? JSON.stringify(value) : value;
}
