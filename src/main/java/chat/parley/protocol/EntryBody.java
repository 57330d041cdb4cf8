package chat.parley.protocol;

/// The part of an entry that is known before the store assigns its place and time (protocol.md section 5). It
/// is serialized once, on the sender's pod, so that every socket of every pod gets the same bytes.
public sealed interface EntryBody permits MessageBody, ChangeBody {

    EntryKind kind();

    /// `<user id>.<cid>`.
    String id();

    /// The sender, with their name at that time.
    User from();

    /// The members of the JSON object, without its braces and on one line. [MessageText] puts room, position
    /// and time before them, and so does the store.
    String fields();

    /// The same in parts, as the store keeps it.
    BodyParts parts();
}
