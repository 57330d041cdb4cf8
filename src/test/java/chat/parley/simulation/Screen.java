package chat.parley.simulation;

import chat.parley.kit.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one device shows, derived only from the frames that it receives.
final class Screen {
    private final Map<String, RoomView> views = new HashMap<>();
    private final Map<String, PendingReply> asked = new HashMap<>();
    private final List<String> waves = new ArrayList<>();
    private String user = "";
    private String name = "";

    Map<String, RoomView> views() {
        return views;
    }

    RoomView view(String room) {
        RoomView view = views.get(room);
        if (view == null) {
            throw new AssertionError(name + " expected to know " + room + ", knows " + views.keySet());
        }
        return view;
    }

    /// The name that this device shows for its owner.
    String name() {
        return name;
    }

    /// The names of the ephemeral events that it received.
    List<String> waves() {
        return waves;
    }

    /// The reply to `ref` has to be applied.
    void asks(String ref, PendingReply what) {
        asked.put(ref, what);
        if (what instanceof PendingReply.ToOthers) {
            view(what.room()).expects();
        }
    }

    /// Everything received so far came on another connection.
    void reconnects() {
        asked.clear();
        views.values().forEach(RoomView::reconnects);
    }

    void hears(JsonNode frame) {
        String room = frame.path("room").asText();
        switch (frame.path("ev").asText()) {
            case "" -> reply(frame);
            case "room" -> room(frame, room);
            case "message", "edit", "delete", "react", "unread" -> view(room).hears(frame);
            case "receipt" -> view(room).ticks().receipt(frame);
            case "event" -> waves.add(frame.get("name").asText());
            case "user" -> {
                if (frame.get("id").asText().equals(user)) {
                    name = frame.get("name").asText();
                }
            }
            default -> {
                // Presence and the like leave nothing behind.
            }
        }
    }

    private void reply(JsonNode frame) {
        JsonNode ok = frame.path("ok");
        PendingReply what = asked.remove(frame.path("ref").asText());
        if (ok.has("session")) {
            welcome(ok);
        } else if (ok.has("state")) {
            state(ok);
        } else if (what != null) {
            done(what, ok);
        }
    }

    private void done(PendingReply what, JsonNode ok) {
        switch (what) {
            case PendingReply.Read(String room, long seq)
            when ok.isObject() -> view(room).reads(seq);
            case PendingReply.ToOthers own
            when ok.isObject() -> view(own.room()).fills(event(own, ok));
            case PendingReply.ToOthers own -> view(own.room()).fillsNothing();
            case PendingReply.Read _ -> {
                // Refused.
            }
        }
    }

    /// The event that the others received, made from the reply.
    private JsonNode event(PendingReply.ToOthers own, JsonNode ok) {
        Map<String, Object> from = Frame.map("id", user, "name", name);
        return Frame.read(Frame.of(
                "ev",
                "message",
                "room",
                own.room(),
                "seq",
                ok.get("seq"),
                "id",
                ok.get("id"),
                "from",
                from,
                "at",
                ok.get("at"),
                "text",
                own.text(),
                "mentions",
                own.mentions()));
    }

    private void welcome(JsonNode ok) {
        user = ok.at("/user/id").asText();
        name = ok.at("/user/name").asText();
        List<String> rooms = new ArrayList<>();
        ok.get("rooms").forEach(state -> rooms.add(state.get("room").asText()));
        views.keySet().retainAll(rooms);
        ok.get("rooms").forEach(this::state);
    }

    private void room(JsonNode frame, String room) {
        if (frame.has("reason")) {
            views.remove(room);
        } else {
            state(frame);
        }
    }

    private void state(JsonNode state) {
        String room = state.get("room").asText();
        RoomView known = views.get(room);
        if (known == null) {
            views.put(room, new RoomView(user, state));
        } else {
            known.hears(state);
        }
    }
}
