package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one device knows of one room from what it received: a client's reading of sections 4 and 5 of
/// protocol.md. An event out of order is an error.
final class RoomView {
    private final String viewer;
    private final SortedMap<Long, MessageView> messages = new TreeMap<>();
    private EventOrder intake = new EventOrder();
    private ReceiptTracker ticks = new ReceiptTracker();
    private String epoch = "";
    private String role = "";
    private String title = "";
    private long begin;
    private long seq;
    private long read;
    private long marked;
    private int unread;
    private int mentions;

    RoomView(String viewer, JsonNode state) {
        this.viewer = viewer;
        begin = state.get("head").asLong() - state.path("events").size();
        seq = begin;
        epoch = state.get("epoch").asText();
        hears(state);
    }

    String epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }

    /// The device has all messages above it.
    long begin() {
        return begin;
    }

    SortedMap<Long, MessageView> messages() {
        return messages;
    }

    ReceiptTracker ticks() {
        return ticks;
    }

    /// What a person sees besides the messages.
    RoomMembership standing() {
        return new RoomMembership(seq, role, title, read, unread, mentions);
    }

    /// Another connection delivers what arrives from now on.
    void reconnects() {
        intake = new EventOrder();
        ticks = new ReceiptTracker();
    }

    /// The reply to a message that no event reports to this device is pending.
    void expects() {
        intake.expects();
    }

    void fills(JsonNode event) {
        intake.fills(event);
        takesIn();
    }

    void fillsNothing() {
        intake.fillsNothing();
        takesIn();
    }

    /// A log event, a state or an `unread` event.
    void hears(JsonNode frame) {
        intake.hears(frame);
        takesIn();
    }

    private void takesIn() {
        Optional<JsonNode> next = intake.next(seq);
        while (next.isPresent()) {
            take(next.get());
            next = intake.next(seq);
        }
    }

    private void take(JsonNode frame) {
        switch (frame.path("ev").asText()) {
            case "message", "edit", "delete", "react" -> event(frame);
            case "unread" -> marks(frame);
            default -> state(frame);
        }
    }

    private void state(JsonNode state) {
        if (state.has("events")) {
            state.get("events").forEach(this::event);
        }
        if (state.has("messages")) {
            anew(state);
        }
        if (seq != state.get("head").asLong()) {
            throw new AssertionError("expected a state at " + seq + ", got " + state);
        }
        role = state.path("role").asText();
        title = state.path("title").asText();
        marks(state);
    }

    private void anew(JsonNode state) {
        messages.clear();
        state.get("messages").forEach(one -> messages.put(one.get("seq").asLong(), MessageView.of(one, viewer)));
        begin = state.path("more").asBoolean() ? messages.firstKey() - 1 : 0;
        seq = state.get("head").asLong();
        epoch = state.get("epoch").asText();
    }

    private void event(JsonNode event) {
        if (event.get("seq").asLong() != seq + 1) {
            throw new AssertionError("expected seq " + (seq + 1) + ", got " + event);
        }
        seq++;
        long of = event.path("of").asLong();
        switch (event.get("ev").asText()) {
            case "message" -> message(event);
            case "edit" ->
                messages.computeIfPresent(
                        of,
                        (_, one) -> event.has("text")
                                ? one.edited(
                                        event.get("text").asText(),
                                        event.get("at").asLong())
                                : one);
            case "delete" -> delete(of);
            case "react" ->
                messages.computeIfPresent(
                        of,
                        (_, one) -> one.reacted(
                                event.get("emoji").asText(),
                                event.get("on").asBoolean(),
                                event.at("/from/id").asText().equals(viewer)));
            default -> throw new AssertionError("expected a log event, got " + event);
        }
    }

    private void delete(long of) {
        MessageView before = messages.get(of);
        if (before != null) {
            mentions -= of > read ? before.mentions() : 0;
            messages.put(of, before.deleted());
        }
    }

    private void message(JsonNode event) {
        MessageView sight = MessageView.of(event, viewer);
        messages.put(seq, sight);
        ticks.says(sight.from(), seq);
        if (sight.from().equals(viewer)) {
            read = seq;
            unread = 0;
            mentions = 0;
        } else if (sight.text().isPresent()) {
            unread = Math.min(RoomMembership.MOST_UNREAD, unread + 1);
            mentions += sight.mentions();
        }
    }

    /// This person's cursor, and what the server counts above it. The server's values never go back, but they
    /// may arrive after what this device knows from a message of its own: rooms and users are notified
    /// separately.
    private void marks(JsonNode told) {
        long now = told.get("read").asLong();
        if (now < marked) {
            throw new AssertionError("expected to have read up to " + marked + " or further, got " + told);
        }
        marked = now;
        if (now < read) {
            return;
        }
        read = now;
        unread = told.get("unread").asInt();
        mentions = told.get("mentions").asInt();
    }

    /// This device has read up to there.
    void reads(long upTo) {
        if (upTo > read) {
            read = upTo;
            SortedMap<Long, MessageView> above = messages.tailMap(upTo + 1);
            unread = Math.min(RoomMembership.MOST_UNREAD, (int) above.values().stream()
                    .filter(one -> one.text().isPresent())
                    .count());
            mentions = above.values().stream().mapToInt(MessageView::mentions).sum();
        }
    }
}
