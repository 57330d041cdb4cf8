package chat.parley.protocol;

/// The recipient of a direct message, `@<user id>` on the wire (protocol.md section 3). Users may write to
/// themselves: those are notes. Anything but a user id is a `bad_request`.
public record Person(String user) implements Destination {

    public Person {
        user = User.checkedId(user);
    }

    @Override
    public RoomId roomOf(String sender) {
        return RoomId.direct(sender, user);
    }

    @Override
    public String toString() {
        return "@" + user;
    }
}
