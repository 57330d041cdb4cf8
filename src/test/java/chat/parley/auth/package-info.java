/// Who comes in and what he is believed: tokens of the team's own issuer, revocations, proxies, headers and logs, on
/// packaged pods.
@NullMarked
package chat.parley.auth;

import org.jspecify.annotations.NullMarked;
