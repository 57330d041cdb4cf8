import type { Store } from '../index.js';

/** A store in a file that outlives a process that is killed; one process at a time. */
export function fileStore(path: string): Store;
