/// The page: the files of the browser client and how a pod serves them.
///
/// Besides the JDK it may import Vert.x Web and Quarkus' runtime, and nothing of ours: the page talks to the
/// rest of Parley only through the socket.
@NullMarked
package chat.parley.page;

import org.jspecify.annotations.NullMarked;
