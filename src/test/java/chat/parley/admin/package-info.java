/// What pods report about themselves.
@org.jspecify.annotations.NullMarked
package chat.parley.admin;
