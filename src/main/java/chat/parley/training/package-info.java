/// A pod that sends messages to itself and shuts down, so that the JVM can record what it learned about the
/// code for later pods (`-XX:AOTCacheOutput`). It talks to its own socket as any client does and imports
/// nothing of ours.
@NullMarked
package chat.parley.training;

import org.jspecify.annotations.NullMarked;
