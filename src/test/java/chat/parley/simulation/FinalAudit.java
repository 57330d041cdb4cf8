package chat.parley.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Queries everything in the end: each device gets the answers that follow from the books, and so does a
/// device that knows nothing yet.
final class FinalAudit {
    /// The number of messages whose status is queried, the newest of each room.
    private static final int ASKED = 3;

    private final Simulation simulation;

    FinalAudit(Simulation simulation) {
        this.simulation = simulation;
    }

    /// All people at once.
    void asksEverybody() {
        simulation.eachOf(simulation.people(), this::asks);
    }

    private void asks(Person person) {
        try (Device fresh = new Device(person)) {
            fresh.comes(simulation.pod());
            simulation.agrees(person, fresh);
        }
        for (Device device : person.devices()) {
            assertEquals(sorted(device.due()), sorted(device.screen().waves()), "what passed by " + person.name());
            for (RoomLedger book : simulation.booksOf(person)) {
                assertEquals(book.sights(person.id(), 0), history(device, book, person), book.room());
                members(device, book, person);
                if (!book.room().equals(RoomLedger.LOBBY)) {
                    List<Long> seqs = book.visible(person.id());
                    seqs.subList(Math.max(0, seqs.size() - ASKED), seqs.size())
                            .forEach(seq -> statuses(device, book, person, seq));
                }
            }
        }
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static SortedMap<Long, MessageView> history(Device device, RoomLedger book, Person person) {
        SortedMap<Long, MessageView> found = new TreeMap<>();
        JsonNode page = device.does("history", "room", book.room(), "after", 0, "limit", 100);
        while (!page.get("messages").isEmpty()) {
            page.get("messages").forEach(one -> found.put(one.get("seq").asLong(), MessageView.of(one, person.id())));
            page = device.does("history", "room", book.room(), "after", found.lastKey(), "limit", 100);
        }
        return found;
    }

    /// A person who does not find a room, because somebody they blocked created it with them, is listed there
    /// with their name of that time, and offline. In a direct room nobody is visible who has not written
    /// there, or has blocked the other.
    private void members(Device device, RoomLedger book, Person viewer) {
        Map<String, String> expected = new TreeMap<>();
        book.members().forEach((id, one) -> {
            Person person = simulation.person(id);
            boolean apart = book.isDirect() && !id.equals(viewer.id());
            boolean seen = !apart || (!person.blocked().contains(viewer.id()) && book.hasWritten(id));
            String name = apart ? person.nameFor(viewer) : person.name();
            expected.put(id, one.listed() ? name + " " + one.role() + " " + seen : "hidden");
        });
        Map<String, String> found = new TreeMap<>();
        device.does("members", "room", book.room()).get("members").forEach(one -> {
            String id = one.get("id").asText();
            boolean online = one.get("online").asBoolean();
            String shown = one.get("name").asText() + " " + one.get("role").asText() + " " + online;
            found.put(id, "hidden".equals(expected.get(id)) && !online ? "hidden" : shown);
        });
        assertEquals(expected, found, book.room());
    }

    private void statuses(Device device, RoomLedger book, Person viewer, long seq) {
        JsonNode told = device.does("receipts", "room", book.room(), "seq", seq);
        Map<String, String> expected = book.statuses(seq);
        expected.replaceAll((id, status) ->
                book.isDirect() && simulation.person(id).blocked().contains(viewer.id()) ? "sent" : status);
        Map<String, String> found = new HashMap<>();
        told.get("delivered").forEach(user -> found.put(user.asText(), "delivered"));
        told.get("seen").forEach(user -> found.put(user.asText(), "seen"));
        assertEquals(expected.size(), told.at("/counts/members").asInt(), book.room());
        assertEquals(
                found.size(), told.at("/counts/delivered").asInt(), () -> "delivered " + seq + " in " + book.room());
        assertEquals(
                told.get("seen").size(), told.at("/counts/seen").asInt(), () -> "seen " + seq + " in " + book.room());
        expected.values().removeIf("sent"::equals);
        assertEquals(expected, found, () -> seq + " in " + book.room() + " as " + viewer.id() + " is told: " + told);
    }
}
