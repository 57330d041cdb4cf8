import { commandOf, sizeOf } from '../client/command.js';
import { newCid } from '../client/cid.js';

/** The server's limits by default, until it has told its own (protocol.md section 9). */
const DEFAULTS = { textSize: 16_384, frameSize: 65_536 };

/**
 * Returns by how much an item of the outbox is beyond the server's limits: `{size, most, encoded}` in bytes, where
 * `encoded` tells that it is not the text itself that is too long but what is sent; `undefined` if it fits.
 */
export function excessOf(item, limits) {
  const { textSize, frameSize } = { ...DEFAULTS, ...limits };
  const text = new TextEncoder().encode(item.text).length;
  const frame = sizeOf(commandOf({ ...item, cid: newCid() }));
  if (text > textSize) {
    return { size: text, most: textSize, encoded: false };
  }
  return frame > frameSize ? { size: frame, most: frameSize, encoded: true } : undefined;
}
