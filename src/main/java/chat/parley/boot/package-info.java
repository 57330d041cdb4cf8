/// What a pod must be told before it may start. Who misses something throws Quarkus' `ConfigurationException` while
/// starting, with one sentence that names the settings: the sentence is printed to stderr without a stack trace, and
/// the process ends with exit code 1. Imports nothing of ours.
@NullMarked
package chat.parley.boot;

import org.jspecify.annotations.NullMarked;
