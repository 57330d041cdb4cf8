package chat.parley.protocol;

/// What of an entry its sender knows, before the store gives it a place and a time (protocol.md section 5). Made into
/// text once, where it arose, so that every socket of every pod gets the same bytes.
public sealed interface EntryBody permits MessageBody, ChangeBody {

    EntryKind kind();

    /// `<user id>.<cid>`.
    String id();

    /// The sender by the name of that time.
    User from();

    /// The members of the JSON object, without its braces and on one line. [MessageText] puts room, position and time
    /// before them, and so does the store.
    String fields();

    /// The same in parts, as the store keeps it.
    BodyParts parts();
}
