/// What a room and a user are called in Redis: keys, topics, the parts that scripts about rooms share, and the words in
/// which these refuse. Imports `store` and `protocol`.
@NullMarked
package chat.parley.keyspace;

import org.jspecify.annotations.NullMarked;
