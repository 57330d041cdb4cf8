/** The object that a text is as JSON, or `undefined` if it is none. */
export function parsed(data) {
  try {
    const frame = JSON.parse(data);
    return typeof frame === 'object' && frame !== null ? frame : undefined;
  } catch {
    return undefined;
  }
}
