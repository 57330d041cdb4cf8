/** The position of an entry in a room's log. */
export interface Position {
  epoch: string;
  seq: number;
}

export interface User {
  id: string;
  name: string;
  /** Of a bot, the user behind a key. */
  bot?: true;
}

/** A message as it is now: in a `state`, or in a page of the history. */
export interface Message extends Position {
  id: string;
  from: User;
  at: number;
  text?: string;
  data?: unknown;
  reply?: number;
  mentions?: string[];
  edited?: number;
  deleted?: true;
  reactions?: Record<string, { count: number; mine: boolean }>;
}

interface LogEvent extends Position {
  room: string;
  id: string;
  from: User;
  at: number;
}

export interface MessageEvent extends LogEvent {
  ev: 'message';
  text?: string;
  data?: unknown;
  reply?: number;
  mentions?: string[];
}

export interface EditEvent extends LogEvent {
  ev: 'edit';
  of: number;
  text: string;
}

export interface DeleteEvent extends LogEvent {
  ev: 'delete';
  of: number;
}

export interface ReactEvent extends LogEvent {
  ev: 'react';
  of: number;
  emoji: string;
  on: boolean;
}

export interface EntryInfo {
  /** It was missed and is caught up on; otherwise it is live. */
  replay: boolean;
  /** It is the user's own, from whichever connection. */
  own: boolean;
}

export interface RoomState {
  room: string;
  title?: string;
  kind: 'public' | 'private' | 'direct';
  role: 'owner' | 'moderator' | 'member';
  epoch: string;
  head: number;
  at: number;
  state: 'fresh' | 'current' | 'replay' | 'later' | 'reset';
  messages?: Message[];
  events?: unknown[];
  more?: boolean;
  members: number;
  online: number;
  read: number;
  unread: number;
  mentions: number;
  /** The first message that the user has marked as unread. */
  mark?: number;
  topic?: string;
  /** What the user wants to be notified of; absent until they choose. */
  notify?: 'all' | 'mentions' | 'none';
  /** Who may write: all members, or owners and moderators only. */
  write?: 'members' | 'moderators';
  /** Until when the user is muted; 0 without an end. */
  muted?: number;
  with?: User & { online: boolean };
}

export interface Stored extends Position {
  room: string;
  id: string;
  at: number;
  duplicate: boolean;
}

/** The outcome of what was sent; it waits for a connection as long as it takes. */
export interface Sending extends Promise<Stored> {
  readonly cid: string;
  /** Takes it back. Returns whether it was still waiting; it may be stored nevertheless if it was under way. */
  cancel(): boolean;
}

/** What waits in the outbox. */
export interface Waiting {
  op: 'send' | 'edit' | 'delete' | 'react';
  id: string;
  cid: string;
  room: string;
  at: number;
  state: 'unsent' | 'unknown' | 'failed';
  why?: { code: string; message: string };
  text?: string;
  data?: unknown;
  target?: string;
  emoji?: string;
  on?: boolean;
}

export interface OutgoingMessage {
  text?: string;
  data?: unknown;
  to?: 'room' | 'others';
  /** The message that it answers: its seq, or better its id (`of`), which outlives a loss of the store. */
  reply?: number;
  of?: string;
  mentions?: string[];
}

interface RoomEvents {
  message: [event: MessageEvent, info: EntryInfo];
  edit: [event: EditEvent, info: EntryInfo];
  delete: [event: DeleteEvent, info: EntryInfo];
  react: [event: ReactEvent, info: EntryInfo];
  moved: [event: MessageEvent, info: EntryInfo];
  state: [state: RoomState];
  presence: [event: { joined?: User[]; left?: User[]; members: number; online: number }];
  typing: [users: User[]];
  receipt: [event: { users: { id: string; delivered?: number; seen?: number }[] }];
  unread: [event: { read: number; unread: number; mentions: number; mark?: number }];
  marked: [seq?: number];
  notify: [level: 'all' | 'mentions' | 'none'];
  event: [event: { name: string; data?: unknown; from: User; room: string }];
  stored: [item: Waiting, answer: Stored];
  failed: [item: Waiting, refusal: Refusal];
  lost: [item: Waiting, id: string];
  left: [detail: { reason?: 'left' | 'kicked' | 'banned' }];
  error: [refusal: Refusal];
}

export interface Room {
  readonly id: string;
  readonly title: string;
  readonly kind?: 'public' | 'private' | 'direct';
  readonly role?: 'owner' | 'moderator' | 'member';
  readonly with?: User & { online: boolean };
  readonly epoch?: string;
  readonly seq?: number;
  readonly at: number;
  readonly size: number;
  readonly online: number;
  readonly readTo: number;
  readonly unread: number;
  readonly mentions: number;
  readonly mark?: number;
  readonly topic: string;
  /** Who may write: all members, or owners and moderators only. */
  readonly write: 'members' | 'moderators';
  readonly notifyLevel?: 'all' | 'mentions' | 'none';
  /** Until when the user is muted here, by the server's clock; 0 without an end. */
  readonly muted?: number;
  readonly joined: boolean;
  readonly provisional: boolean;
  readonly direct: boolean;
  readonly canModerate: boolean;
  /** Whether the user may send, edit, emit and type here, unless they are muted. */
  readonly canWrite: boolean;
  readonly position?: Position & { room: string };
  readonly waiting: Waiting[];
  on<T extends keyof RoomEvents>(type: T, listener: (...details: RoomEvents[T]) => void): () => void;
  off<T extends keyof RoomEvents>(type: T, listener: (...details: RoomEvents[T]) => void): void;
  send(message: string | OutgoingMessage): Sending;
  edit(message: string | { id: string }, text: string): Sending;
  delete(message: string | { id: string }): Sending;
  react(message: string | { id: string }, emoji: string, on?: boolean): Sending;
  cancel(cid: string): boolean;
  typing(on?: boolean): void;
  read(seq?: number): void;
  history(fields?: { before?: number; after?: number; since?: number; limit?: number }): Promise<{ messages: Message[]; more: boolean }>;
  members(fields?: { query?: string; only?: 'muted' | 'banned'; cursor?: string }): Promise<{
    members: (User & { online: boolean; role?: string; until?: number })[];
    count: number;
    online: number;
    cursor?: string;
  }>;
  reactors(seq: number, emoji: string, cursor?: string): Promise<{ users: User[]; cursor?: string }>;
  receipts(seq: number): Promise<{
    counts: { members: number; delivered: number; seen: number };
    delivered?: string[];
    seen?: string[];
  }>;
  /** Without a seq, unmarks it. */
  markUnread(seq?: number): Promise<void>;
  notify(level: 'all' | 'mentions' | 'none'): Promise<void>;
  changeTopic(topic: string): Promise<void>;
  retitle(title: string): Promise<void>;
  set(fields: { title?: string; write?: 'members' | 'moderators' }): Promise<void>;
  moderate(
    verb: 'invite' | 'kick' | 'ban' | 'unban' | 'mute' | 'unmute' | 'promote' | 'demote',
    user: string,
    span?: number,
  ): Promise<void>;
  emitEvent(name: string, data?: unknown, to?: 'room' | 'others'): Promise<object>;
  request(op: string, fields?: object): Promise<any>;
  leave(): Promise<void>;
}

export interface Status {
  kind: 'connecting' | 'open' | 'waiting' | 'ended';
  /** The first attempt to reconnect has failed: worth telling the user. */
  prolonged?: boolean;
  /** When the next attempt is due. */
  until?: number;
  /** Why it ended, or why the last one did while waiting: a close code, or the code of a refusal. */
  code?: number | string;
  reason?: string;
}

type WithRoom<E> = { [T in keyof E]: E[T] extends unknown[] ? [...E[T], room: Room] : never };

type ClientEvents = Omit<WithRoom<RoomEvents>, 'event'> & {
  status: [status: Status];
  hello: [answer: { session: string; user: User; pod: string; limits: Record<string, number>; now: number }, gone: string[]];
  room: [room: Room];
  membership: [room: Room, isNew: boolean];
  bye: [event: { after: number; reason: string }];
  rooms: [event: { rooms: unknown[]; total: number }];
  user: [user: User];
  event: [event: { name: string; data?: unknown; from: User; room?: string }, room?: Room];
  announcement: [announcement: { text: string; from: User }];
  changed: [];
};

export interface Client {
  /** The user, once the server has said who that is; from the store before that. */
  readonly user?: User;
  readonly pod?: string;
  readonly limits?: Record<string, number>;
  /** The time now by the server's clock, in Unix milliseconds, and what that clock showed at a time of the device's. */
  readonly now: number;
  serverTime(at: number): number;
  readonly status: Status;
  readonly rooms: { readonly all: Room[]; get(id: string): Room | undefined };
  on<T extends keyof ClientEvents>(type: T, listener: (...details: ClientEvents[T]) => void): () => void;
  off<T extends keyof ClientEvents>(type: T, listener: (...details: ClientEvents[T]) => void): void;
  room(id: string): Room;
  direct(user: { id: string; name: string }): Room;
  request(op: string, fields?: object): Promise<any>;
  join(id: string): Promise<Room>;
  create(room: { title: string; kind: 'public' | 'private'; room?: string; members?: string[] }): Promise<Room>;
  block(user: string, on?: boolean): Promise<void>;
  rename(name: string): Promise<User>;
  /** Whether anything waits to be stored. */
  readonly waits: boolean;
  renew(token: string): Promise<void>;
  retry(cid: string): void;
  /** Sends what another client of this user left behind in the same outbox. */
  adopt(items: object[]): void;
  start(): void;
  wake(): void;
  close(): void;
}

/** The methods of the Web Storage API; `Object.keys` lists the keys. `localStorage` is one. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Options {
  /** Where the service is, with or without `/ws`. */
  url: string | URL;
  /** Of the user: from the team's issuer, or from an earlier `hello`. None: the store's, or a new guest. */
  token?: string | undefined;
  /** Of a new guest. */
  name?: string | undefined;
  /** Keeps the user and what waits to be stored. In memory by default. */
  store?: Store;
  /**
   * Whether the store also keeps where to resume, and everything that was missed is requested, however much: for a program
   * that handles each message once.
   */
  resume?: boolean;
  /** What waits to be stored, if it is to be kept elsewhere than in `store`. */
  outbox?: object;
  /** Of the keys in the store: one for each user and service that share it. */
  prefix?: string;
  /** The class, where the platform has none. */
  WebSocket?: new (url: string, protocols: string) => unknown;
  /** The token has expired (4401): gets another one, or `null` to stay away. */
  onExpired?: () => string | null | Promise<string | null>;
  /** The token was rejected (4501): another one, `null` to come back as a new guest, or nothing to stay away. */
  onRejected?: () => string | null | undefined | Promise<string | null | undefined>;
}

export function connect(options: Options): Client;
export function memoryStore(): Store;

/** A command that was refused, or that has no known outcome. */
export class Refusal extends Error {
  /** Of protocol.md section 8; or `lost`, `cancelled`, `rejected`, `someone_new`. */
  readonly code: string;
  readonly retry: boolean;
  readonly after?: number;
  readonly outcomeUnknown: boolean;
}
