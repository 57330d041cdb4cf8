package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One message as one person sees it now (protocol.md section 4, a message in a list).
/// @param name the sender's name at that time
/// @param text absent if it was deleted
/// @param edited when, in Unix milliseconds of the store
/// @param mentions how often it mentions the person who sees it, 0 or 1
record MessageView(
        String id,
        String from,
        String name,
        Optional<String> text,
        OptionalLong edited,
        Map<String, ReactionCount> reactions,
        int mentions) {

    /// How many reacted so, and whether the viewer did.
    record ReactionCount(int count, boolean mine) {}

    MessageView {
        reactions = Map.copyOf(reactions);
    }

    /// As the server sends it to `viewer`, in a list or as an event.
    static MessageView of(JsonNode message, String viewer) {
        Map<String, ReactionCount> reactions = new TreeMap<>();
        message.path("reactions")
                .properties()
                .forEach(one -> reactions.put(
                        one.getKey(),
                        new ReactionCount(
                                one.getValue().get("count").asInt(),
                                one.getValue().get("mine").asBoolean())));
        boolean deleted = message.path("deleted").asBoolean();
        int mentions = 0;
        for (JsonNode user : message.path("mentions")) {
            mentions += !deleted && user.asText().equals(viewer) ? 1 : 0;
        }
        if (deleted == message.has("text")) {
            throw new AssertionError("expected a text unless it is deleted, got " + message);
        }
        return new MessageView(
                message.get("id").asText(),
                message.at("/from/id").asText(),
                message.at("/from/name").asText(),
                deleted ? Optional.empty() : Optional.of(message.get("text").asText()),
                message.has("edited") ? OptionalLong.of(message.get("edited").asLong()) : OptionalLong.empty(),
                reactions,
                mentions);
    }

    MessageView edited(String words, long at) {
        return new MessageView(id, from, name, Optional.of(words), OptionalLong.of(at), reactions, mentions);
    }

    MessageView deleted() {
        return new MessageView(id, from, name, Optional.empty(), OptionalLong.empty(), Map.of(), 0);
    }

    MessageView reacted(String emoji, boolean on, boolean own) {
        Map<String, ReactionCount> after = new TreeMap<>(reactions);
        ReactionCount before = after.getOrDefault(emoji, new ReactionCount(0, false));
        ReactionCount now = new ReactionCount(before.count() + (on ? 1 : -1), own ? on : before.mine());
        if (now.count() == 0) {
            after.remove(emoji);
        } else {
            after.put(emoji, now);
        }
        return new MessageView(id, from, name, text, edited, after, mentions);
    }
}
