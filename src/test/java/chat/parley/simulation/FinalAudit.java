package chat.parley.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Queries everything in the end: each device gets the answers that follow from the ledgers, and so does a
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
            for (RoomLedger ledger : simulation.ledgersOf(person)) {
                assertEquals(ledger.sights(person.id(), 0), history(device, ledger, person), ledger.room());
                members(device, ledger, person);
                if (!ledger.room().equals(RoomLedger.LOBBY)) {
                    List<Long> seqs = ledger.visible(person.id());
                    seqs.subList(Math.max(0, seqs.size() - ASKED), seqs.size())
                            .forEach(seq -> statuses(device, ledger, person, seq));
                }
            }
        }
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static SortedMap<Long, MessageView> history(Device device, RoomLedger ledger, Person person) {
        SortedMap<Long, MessageView> found = new TreeMap<>();
        JsonNode page = device.history(ledger.room(), "after", 0, "limit", 100);
        while (!page.get("messages").isEmpty()) {
            page.get("messages").forEach(one -> found.put(one.get("seq").asLong(), MessageView.of(one, person.id())));
            page = device.history(ledger.room(), "after", found.lastKey(), "limit", 100);
        }
        return found;
    }

    /// A person who does not find a room, because somebody they blocked created it with them, is listed there
    /// with their name of that time, and offline. In a direct room a person who has not written there, or
    /// has blocked the other, is not visible.
    private void members(Device device, RoomLedger ledger, Person viewer) {
        Map<String, String> expected = new TreeMap<>();
        ledger.members().forEach((id, one) -> {
            Person person = simulation.person(id);
            boolean apart = ledger.isDirect() && !id.equals(viewer.id());
            boolean seen = !apart || (!person.blocked().contains(viewer.id()) && ledger.hasWritten(id));
            String name = apart ? person.nameFor(viewer) : person.name();
            expected.put(id, one.listed() ? name + " " + one.role() + " " + seen : "hidden");
        });
        Map<String, String> found = new TreeMap<>();
        device.members(ledger.room()).get("members").forEach(one -> {
            String id = one.get("id").asText();
            boolean online = one.get("online").asBoolean();
            String shown = one.get("name").asText() + " " + one.get("role").asText() + " " + online;
            found.put(id, "hidden".equals(expected.get(id)) && !online ? "hidden" : shown);
        });
        assertEquals(expected, found, ledger.room());
    }

    private void statuses(Device device, RoomLedger ledger, Person viewer, long seq) {
        JsonNode told = device.receipts(ledger.room(), seq);
        Map<String, String> expected = ledger.statuses(seq, viewer.id());
        Map<String, String> found = new HashMap<>();
        told.get("delivered").forEach(user -> found.put(user.asText(), "delivered"));
        told.get("seen").forEach(user -> found.put(user.asText(), "seen"));
        assertEquals(expected.size(), told.at("/counts/members").asInt(), ledger.room());
        assertEquals(
                found.size(), told.at("/counts/delivered").asInt(), () -> "delivered " + seq + " in " + ledger.room());
        assertEquals(
                told.get("seen").size(), told.at("/counts/seen").asInt(), () -> "seen " + seq + " in " + ledger.room());
        expected.values().removeIf("sent"::equals);
        assertEquals(expected, found, () -> seq + " in " + ledger.room() + " as " + viewer.id() + " is told: " + told);
    }
}
