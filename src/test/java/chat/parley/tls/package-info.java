/// A Redis that somebody else runs, as a pod sees it: TLS, a certificate that is verified, a user with a
/// password.
@org.jspecify.annotations.NullMarked
package chat.parley.tls;
