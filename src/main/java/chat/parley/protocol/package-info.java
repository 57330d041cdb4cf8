/// The wire protocol `parley.v1`: what is sent between a client and a pod, as values that refuse invalid
/// content, and the single reader and writer of its frames. Follows `protocol.md` of the project, section by
/// section.
///
/// A leaf: it may import the JDK, JSpecify and Jackson, and nothing of ours. Only the classes that read or
/// write JSON (`CommandReader`, `FrameParser`, `DataCopy`, `JsonFields`, `FrameWriter`) touch Jackson's core
/// and mapper; records carry its annotations at most.
@NullMarked
package chat.parley.protocol;

import org.jspecify.annotations.NullMarked;
