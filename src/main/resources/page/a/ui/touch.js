const TOUCH = matchMedia('(hover: none) and (pointer: coarse)');

/** Whether the device is used with fingers first: its keyboard has no Shift+Enter, so Enter has to make a new line. */
export function byTouch() {
  return TOUCH.matches;
}
