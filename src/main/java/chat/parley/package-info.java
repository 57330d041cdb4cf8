/// Parley: a real-time chat that scales out. What imports what is kept by `ArchitectureTest`.
@NullMarked
package chat.parley;

import org.jspecify.annotations.NullMarked;
