package chat.parley.identity;

/// The topic under which a user's own sessions, on whichever pods, are told what concerns him alone.
public record UserTopic(String user) {

    /// The channel's name.
    public String name() {
        return "parley:{user:" + user + "}:feed";
    }
}
