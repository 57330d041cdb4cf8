/// The page: the files of the browser client and how a pod serves them.
///
/// Beside the JDK it may import Vert.x Web and Quarkus' runtime, and nothing of ours: the page speaks to the rest of
/// Parley through the socket alone.
@NullMarked
package chat.parley.page;

import org.jspecify.annotations.NullMarked;
