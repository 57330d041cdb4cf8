package chat.parley.keyspace;

import chat.parley.store.KeyPrefix;

/// The topic that delivers what concerns only one user to all of their sessions, on any pod.
public record UserTopic(KeyPrefix prefix, String user) {

    /// The name of the topic.
    public String name() {
        return prefix.key("{user:" + user + "}:feed");
    }
}
