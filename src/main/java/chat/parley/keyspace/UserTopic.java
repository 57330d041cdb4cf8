package chat.parley.keyspace;

/// The topic that delivers what concerns only one user to all of their sessions, on any pod.
public record UserTopic(String user) {

    /// The name of the topic.
    public String name() {
        return "parley:{user:" + user + "}:feed";
    }
}
