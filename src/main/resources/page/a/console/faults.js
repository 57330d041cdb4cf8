const TYPES = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: Number.isFinite,
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * What a schema does not take of a value: `[{path, kind, limit?}]`, empty if it takes it. `path` leads to the field, `kind`
 * is the rule that it breaks (`required`, `type`, `choice`, `pattern`, `least`, `most`, `shortest`, `longest`, `items`,
 * `together`), `limit` is what the rule says. Knows the rules that our document uses.
 */
export function faultsOf(schema, value, schemas, path = []) {
  const rules = schemas.flat(schema);
  const fault = (kind, limit, at = path) => [{ path: at, kind, limit }];
  const types = [rules.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => TYPES[type](value))) {
    return fault('type', types.join(' | '));
  }
  const choices = 'const' in rules ? [rules.const] : rules.enum;
  if (choices && !choices.includes(value)) {
    return fault('choice', choices.join(', '));
  }
  return [...ofText(rules, value, fault), ...ofNumber(rules, value, fault), ...ofList(rules, value, schemas, path, fault), ...ofObject(rules, value, schemas, path, fault)];
}

function ofText({ pattern, minLength = 0, maxLength = Infinity }, value, fault) {
  if (typeof value !== 'string') {
    return [];
  }
  const length = [...value].length;
  return [
    ...(length < minLength ? fault('shortest', minLength) : []),
    ...(length > maxLength ? fault('longest', maxLength) : []),
    ...(pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? fault('pattern', pattern) : []),
  ];
}

function ofNumber({ minimum = -Infinity, maximum = Infinity }, value, fault) {
  if (typeof value !== 'number') {
    return [];
  }
  return [...(value < minimum ? fault('least', minimum) : []), ...(value > maximum ? fault('most', maximum) : [])];
}

function ofList({ items, maxItems = Infinity }, value, schemas, path, fault) {
  if (!Array.isArray(value)) {
    return [];
  }
  const each = items ? value.flatMap((item, at) => faultsOf(items, item, schemas, [...path, at])) : [];
  return value.length > maxItems ? fault('items', maxItems) : each;
}

function ofObject(rules, value, schemas, path, fault) {
  if (!TYPES.object(value)) {
    return [];
  }
  const { properties = {}, required = [], dependencies = {} } = rules;
  const needed = [...required, ...Object.entries(dependencies).flatMap(([name, others]) => (name in value ? others : []))];
  return [
    ...needed.filter((name) => !(name in value)).flatMap((name) => fault('required', undefined, [...path, name])),
    ...Object.entries(properties).flatMap(([name, property]) => (name in value ? faultsOf(property, value[name], schemas, [...path, name]) : [])),
    ...ofConditions(rules, value, schemas, path, fault),
  ];
}

/** What depends on other fields. */
function ofConditions({ if: condition, then = {}, else: otherwise = {}, not }, value, schemas, path, fault) {
  const fits = (schema) => faultsOf(schema, value, schemas).length === 0;
  const branch = condition ? faultsOf(fits(condition) ? then : otherwise, value, schemas, path) : [];
  const excluded = (not?.anyOf ?? (not ? [not] : [])).find(fits);
  return [...branch, ...(excluded ? fault('together', excluded.required.join(', '), [...path, excluded.required.at(-1)]) : [])];
}
