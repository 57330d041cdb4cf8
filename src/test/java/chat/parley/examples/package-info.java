/// The programs in `examples`, as somebody runs them who has installed the package of the client: Node, a real
/// browser, and the packaged pods. Imports `kit` for the pods and `page` for the browser.
@NullMarked
package chat.parley.examples;

import org.jspecify.annotations.NullMarked;
