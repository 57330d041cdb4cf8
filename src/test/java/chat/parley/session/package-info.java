/// What sessions do by themselves, without a network.
@org.jspecify.annotations.NullMarked
package chat.parley.session;
