import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The file is written anew once it has this many lines more than keys. */
const SLACK = 1_000;

/**
 * A store in a file, for Node, Deno and Bun: the methods of the Web Storage API, keys are own properties. Every change is
 * one line, appended before the method returns, so it outlives a process that is killed. One process at a time may use
 * the file.
 */
export function fileStore(path) {
  const values = read(path);
  let lines = 0;
  const rewrite = () => {
    const next = `${path}.next`;
    writeFileSync(next, Object.entries(values).map(line).join(''), { mode: 0o600 });
    const file = openSync(next, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(next, path);
    lines = Object.keys(values).length;
  };
  const append = (entry) => {
    appendFileSync(path, line(entry));
    lines += 1;
    if (lines > Object.keys(values).length + SLACK) {
      rewrite();
    }
  };
  Object.setPrototypeOf(values, {
    getItem: (key) => (Object.hasOwn(values, key) ? values[key] : null),
    setItem(key, value) {
      values[key] = String(value);
      append([key, values[key]]);
    },
    removeItem(key) {
      if (Object.hasOwn(values, key)) {
        delete values[key];
        append([key]);
      }
    },
  });
  rewrite();
  return values;
}

function line(entry) {
  return `${JSON.stringify(entry)}\n`;
}

/** What a killed process left behind may end within a line: that one was not confirmed. */
function read(path) {
  const values = {};
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  lines.pop();
  for (const [key, value] of lines.map((text) => JSON.parse(text))) {
    if (value === undefined) {
      delete values[key];
    } else {
      values[key] = value;
    }
  }
  return values;
}
