/** White space, controls and what a font may leave out: the server takes no message of these alone. */
const SHOWN = /[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether somebody who looks at the text sees anything. */
export function hasVisibleText(text) {
  return SHOWN.test(text);
}
