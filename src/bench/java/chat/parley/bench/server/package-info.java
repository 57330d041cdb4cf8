/// The measured servers, as separate programs: Parley's packaged pods, the peers on Node, the Redis they
/// share, and what they allocate and hold. May import [chat.parley.bench.load] and the tests' own Redis;
/// knows no figures.
@NullMarked
package chat.parley.bench.server;

import org.jspecify.annotations.NullMarked;
