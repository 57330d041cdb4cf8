const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/**
 * Returns a new client id for an outbox item: 100 random bits. It does not use `randomUUID`, which is unavailable over
 * plain http in a local network.
 */
export function newCid() {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
