/// What people notice on the page: real browsers, the packaged pods and one Redis, nothing mocked. Imports
/// `kit` for the pods and `page` for the browser.
@NullMarked
package chat.parley.browser;

import org.jspecify.annotations.NullMarked;
