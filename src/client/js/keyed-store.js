/**
 * A store with the methods of the Web Storage API over these values; keys are own properties.
 *
 * @param write called before each change with the key and the new value, `undefined` for a removal; if it throws, nothing
 *     has changed
 */
export function keyedStore(values, write) {
  return Object.setPrototypeOf(values, {
    getItem: (key) => (Object.hasOwn(values, key) ? values[key] : null),
    setItem(key, value) {
      const text = String(value);
      write(key, text);
      values[key] = text;
    },
    removeItem(key) {
      if (Object.hasOwn(values, key)) {
        write(key);
        delete values[key];
      }
    },
  });
}
