import { nextTask } from './next-task.js';

await nextTask();
