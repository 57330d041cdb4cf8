const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** A new name for one entry of ours: 100 random bits. Not `randomUUID`, which plain http in a local network lacks. */
export function newCid() {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
