package chat.parley.reader;

/// What a message is at present.
///
/// @param content its JSON members `,"text":…,"data":…`; empty if it was deleted
/// @param edited when it was last edited, in Unix milliseconds; 0 for never
/// @param reactions a line `<emoji as a JSON string>\t<count>` for each kind
public record MessageVersion(String content, long edited, String reactions) {

    /// From the content and the form that the store keeps: `<edited> <latest change>`, then the reactions.
    static MessageVersion read(String content, String form) {
        int line = form.indexOf('\n');
        return line < 0
                ? new MessageVersion(content, 0, "")
                : new MessageVersion(
                        content, Long.parseLong(form.substring(0, form.indexOf(' '))), form.substring(line + 1));
    }

    /// Whether nothing is left of it but its place.
    public boolean deleted() {
        return content.isEmpty();
    }
}
