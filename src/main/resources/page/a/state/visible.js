/**
 * A character other than white space, controls, combining marks and what a font may leave blank: the server rejects
 * messages without one.
 */
const SHOWN = /[^\s\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text shows anything on the screen. */
export function hasVisibleText(text) {
  return SHOWN.test(text);
}
