import type { Store } from '../index.js';

/** A store in IndexedDB: one open tab for each name. */
export function indexedDBStore(name?: string): Promise<Store>;

export class Database {
  constructor(indexedDB: IDBFactory | undefined, name: string, version: number, stores: string[]);
  readonly keeps: Promise<boolean>;
}

/** The outbox of each tab of a browser, so that none sends what another does, and one adopts what a closed tab left. */
export class CrossTabOutbox {
  constructor(options: { database: Database; store: string; locks?: LockManager; channel: BroadcastChannel; tab: string; valid?: (item: object) => boolean });
  open(): Promise<void>;
  watch(adopt: (items: object[]) => void, changed: () => void, cancel?: (cid: string) => void): Promise<void>;
  cancelElsewhere(cid: string): void;
  readonly others: object[];
}
