/// What pods tell of themselves.
@org.jspecify.annotations.NullMarked
package chat.parley.admin;
