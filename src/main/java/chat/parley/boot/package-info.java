/// What a pod must be told before it may start: every setting, and what it may be. What is wrong makes Quarkus'
/// `ConfigurationException` while the pod starts, with a sentence for each that names the setting: they are printed to
/// stderr without a stack trace, and the process ends with exit code 1. Imports limits, to read addresses as they do.
@NullMarked
package chat.parley.boot;

import org.jspecify.annotations.NullMarked;
