/// What people notice at the page: real browsers, the packaged pods and one Redis, nothing replaced. Imports `kit` for
/// the pods and `page` for the browser.
@NullMarked
package chat.parley.browser;

import org.jspecify.annotations.NullMarked;
