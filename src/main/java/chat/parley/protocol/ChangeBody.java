package chat.parley.protocol;

/// The body of an entry that changes a message: an `edit`, `delete` or `react` by `from` (protocol.md section
/// 5).
///
/// @param change the requested change; the seq of its message is `of` in the event
public record ChangeBody(User from, Change change) implements EntryBody {

    @Override
    public EntryKind kind() {
        return switch (change) {
            case Change.Edit _ -> EntryKind.EDIT;
            case Change.Delete _ -> EntryKind.DELETE;
            case Change.React _ -> EntryKind.REACT;
        };
    }

    @Override
    public String id() {
        return change.cid().entryOf(from.id());
    }

    @Override
    public BodyParts parts() {
        return FieldsWriter.parts(this);
    }

    /// `"of":7,"id":"u.c","from":{"id":"u","name":"n"}`, then `"text":"hi"` for an edit,
    /// `"emoji":"👍","on":true` for a reaction.
    @Override
    public String fields() {
        return FieldsWriter.fields(this);
    }
}
