/** What the client chooses by itself: it is in no form. */
const OWN = new Set(['op', 'ref']);
const LONG = new Set(['text']);
/** What the console makes if it is left out. */
const MADE = new Set(['cid']);

/**
 * The commands of the protocol, as its AsyncAPI document describes them: `[{op, summary, description, schema, fields,
 * examples}]`. A message for several commands is one entry for each of them.
 */
export function commandsOf(document, schemas) {
  return Object.values(document.operations)
    .filter(({ action }) => action === 'receive')
    .flatMap((operation) => operation.messages.flatMap((reference) => commandsIn(operation, schemas.at(reference), schemas)));
}

function commandsIn({ summary }, message, schemas) {
  const schema = schemas.flat(message.payload);
  const { const: only, enum: several = [only] } = schemas.flat(schema.properties.op);
  return several.map((op) => ({
    op,
    summary,
    description: schema.description,
    schema: { ...schema, properties: { ...schema.properties, op: { const: op } } },
    fields: fieldsOf(schema, schemas),
    examples: examplesOf(message, op),
  }));
}

function examplesOf({ examples = [] }, op) {
  return examples.filter(({ payload }) => payload.op === op).map(({ name, payload }) => ({ name, fields: without(payload) }));
}

function without(payload) {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !OWN.has(name)));
}

function fieldsOf({ properties, required = [] }, schemas) {
  return Object.entries(properties)
    .filter(([name]) => !OWN.has(name))
    .map(([name, property]) => {
      const schema = schemas.flat(property);
      return { name, schema, kind: kindOf(name, schema), made: MADE.has(name), required: required.includes(name) };
    });
}

/** How a field is filled in: `choice`, `boolean`, `integer`, `secret`, `long`, `line`, or `json` for all else. */
function kindOf(name, { type, enum: choices }) {
  if (choices) {
    return 'choice';
  }
  const types = [type].flat();
  if (types.includes('boolean')) {
    return 'boolean';
  }
  if (types.includes('integer')) {
    return 'integer';
  }
  if (types.includes('string')) {
    return name === 'token' ? 'secret' : LONG.has(name) ? 'long' : 'line';
  }
  return 'json';
}
