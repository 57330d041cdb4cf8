/// Micro-benchmarks of the codec (JMH). May import [chat.parley.protocol].
@NullMarked
package chat.parley.bench.micro;

import org.jspecify.annotations.NullMarked;
