/// Every setting of a pod, and its valid values. Invalid settings raise Quarkus' `ConfigurationException`
/// while the pod starts, with a sentence for each that names the setting: they are printed to stderr without
/// a stack trace, and the process ends with exit code 1. Imports `limits`, to parse addresses as it does.
@NullMarked
package chat.parley.boot;

import org.jspecify.annotations.NullMarked;
