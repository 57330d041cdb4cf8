import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { keyedStore } from '../keyed-store.js';

/** The file is written anew once it has this many lines more than keys. */
const SLACK = 1_000;

/**
 * A store in a file, for Node, Deno and Bun: the methods of the Web Storage API, keys are own properties. Every change is
 * one line, appended before the method returns, so it outlives a process that is killed. If the disk is full the method
 * throws and nothing has changed. One process at a time may use the file.
 */
export function fileStore(path) {
  const values = read(path);
  let [lines, size] = [0, 0];
  const rewrite = () => {
    const next = `${path}.next`;
    const text = Object.entries(values).map(line).join('');
    writeFileSync(next, text, { mode: 0o600 });
    const file = openSync(next, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(next, path);
    [lines, size] = [Object.keys(values).length, Buffer.byteLength(text)];
  };
  rewrite();
  return keyedStore(values, (...entry) => {
    if (lines > Object.keys(values).length + SLACK) {
      try {
        rewrite();
      } catch {
        // There is no room for a second file: the long one is as good.
        lines = Object.keys(values).length;
      }
    }
    const text = line(entry);
    try {
      appendFileSync(path, text);
    } catch (failure) {
      truncateSync(path, size);
      throw failure;
    }
    [lines, size] = [lines + 1, size + Buffer.byteLength(text)];
  });
}

function line(entry) {
  return `${JSON.stringify(entry)}\n`;
}

/** What a killed process left behind may end within a line: that one was not confirmed. */
function read(path) {
  const values = {};
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  lines.pop();
  for (const [key, value] of lines.flatMap(parsed)) {
    if (value === undefined) {
      delete values[key];
    } else {
      values[key] = value;
    }
  }
  return values;
}

function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
