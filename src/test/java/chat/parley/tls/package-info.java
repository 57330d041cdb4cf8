/// A Redis that somebody else runs, as a pod meets it: TLS, a certificate that is checked, a user with a password.
@org.jspecify.annotations.NullMarked
package chat.parley.tls;
