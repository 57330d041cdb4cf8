/// Who gets in and which claims pods accept: tokens of the team's own issuer, revocations, proxies, headers
/// and logs, on packaged pods.
@NullMarked
package chat.parley.auth;

import org.jspecify.annotations.NullMarked;
