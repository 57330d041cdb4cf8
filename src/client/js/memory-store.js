/** A store that lasts as long as the process: the methods of the Web Storage API, keys are own properties. */
export function memoryStore() {
  return Object.create({
    getItem(key) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(key, value) {
      this[key] = String(value);
    },
    removeItem(key) {
      delete this[key];
    },
  });
}
