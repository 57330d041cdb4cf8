import type { Message } from '../index.js';

/** The messages of one room, by ascending seq, each id once. */
export class Log {
  readonly messages: Message[];
  readonly first?: Message;
  readonly last?: Message;
  has(id: string): boolean;
  get(id: string): Message | undefined;
  at(seq: number): Message | undefined;
  put(message: Message): void;
  drop(id: string): void;
  clear(): void;
}

/** Applies a `message`, `edit`, `delete` or `react` event to a log; `me` is the user's id. */
export function applyEntry(log: Log, event: object, me: string): void;
