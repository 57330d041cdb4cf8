/// A pod that chats with itself and ends, so that the JVM can write down what it learned about the code for the pods
/// that follow (`-XX:AOTCacheOutput`). It speaks to its own socket as any client does and imports nothing of ours.
@NullMarked
package chat.parley.training;

import org.jspecify.annotations.NullMarked;
