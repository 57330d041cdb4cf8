package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// A round in which people send, edit, delete and react while their other devices read. Nobody changes a
/// message that somebody else changes in the same round.
final class MessageRound {
    private static final List<String> EMOJI = List.of("👍", "❤️", "☕");

    private final Simulation simulation;
    private final SeededRandom random;
    private final ReceiptRound reading;
    private final Set<String> claimed = new HashSet<>();

    MessageRound(Simulation simulation, SeededRandom random) {
        this.simulation = simulation;
        this.random = random;
        this.reading = new ReceiptRound(simulation, random);
    }

    /// All at the same time.
    void round() {
        List<Callable<List<Step>>> tasks = new ArrayList<>();
        List<Person> people = simulation.people();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            List<Device> online = new ArrayList<>(random.some(person.online().size(), person.online()));
            if (!online.isEmpty()) {
                tasks.add(Script.inTurn(steps(i, person, online.removeFirst())));
            }
            for (Device other : online) {
                tasks.add(Script.inTurn(List.of(reading.of(person, other, random.any(simulation.booksOf(person))))));
            }
        }
        simulation.round(tasks);
        simulation.strandedReturn();
        simulation.everybodyAgrees();
    }

    private List<Callable<Step>> steps(int i, Person person, Device device) {
        List<Callable<Step>> steps = new ArrayList<>();
        for (int n = 1 + random.below(3); n > 0; n--) {
            if (random.percent(15)) {
                steps.add(direct(person, device, simulation.at(i + random.any(List.of(0, 1, 1, 7)))));
            } else {
                step(person, device, random.any(simulation.booksOf(person))).ifPresent(steps::add);
            }
        }
        return steps;
    }

    private Callable<Step> direct(Person person, Device device, Person friend) {
        String cid = person.cid();
        String text = "between us " + cid;
        boolean unheard = friend.blocked().contains(person.id());
        boolean blocks = person.blocked().contains(friend.id());
        return () -> {
            JsonNode ok = simulation.entry(
                    device, Optional.empty(), "send", "room", "@" + friend.id(), "cid", cid, "text", text);
            return new Step(ok.get("room").asText(), seq(ok), () -> {
                RoomLedger book = simulation.book(ok.get("room").asText(), "");
                book.opens(person.id(), true, blocks);
                book.opens(friend.id(), !unheard, unheard);
                book.says(seq(ok), new LedgerMessage(ok.get("id").asText(), person, text, List.of(), unheard));
            });
        };
    }

    private static long seq(JsonNode ok) {
        return ok.get("seq").asLong();
    }

    private Optional<Callable<Step>> step(Person person, Device device, RoomLedger book) {
        if (book.muted().contains(person.id())) {
            return Optional.of(() -> {
                Script.isRefused("muted", device, "send", "room", book.room(), "cid", person.cid(), "text", "psst");
                return Step.passing(book.room(), () -> {});
            });
        }
        if (book.isDirect()) {
            return directly(person, device, book);
        }
        return random.percent(60) ? Optional.of(says(person, device, book)) : changes(person, device, book);
    }

    /// While one person has blocked the other, only messages are sent there, nothing is changed.
    private Optional<Callable<Step>> directly(Person person, Device device, RoomLedger book) {
        Person other = book.members().keySet().stream()
                .filter(id -> !id.equals(person.id()))
                .findFirst()
                .map(simulation::person)
                .orElse(person);
        boolean blocked =
                other.blocked().contains(person.id()) || person.blocked().contains(other.id());
        return blocked || random.percent(60)
                ? Optional.of(direct(person, device, other))
                : changes(person, device, book);
    }

    private Optional<Callable<Step>> changes(Person person, Device device, RoomLedger book) {
        List<Long> targets = book.visible(person.id()).stream()
                .filter(seq -> !book.message(seq).deleted() && !claimed.contains(book.room() + seq))
                .toList();
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        long of = random.any(targets);
        claimed.add(book.room() + of);
        boolean own = book.message(of).from().equals(person.id());
        boolean rules = !"member".equals(book.member(person.id()).role());
        if (own && random.percent(60)) {
            return Optional.of(edits(person, device, book, of));
        }
        return Optional.of(
                (own || rules) && random.percent(60)
                        ? deletes(person, device, book, of)
                        : reacts(person, device, book, of, random.any(EMOJI)));
    }

    private Callable<Step> says(Person person, Device device, RoomLedger book) {
        String cid = person.cid();
        List<String> named = random.percent(20)
                ? List.of(random.any(List.copyOf(book.members().keySet())))
                : List.of();
        Optional<PendingReply> toOthers =
                random.percent(20) ? Optional.of(new PendingReply.ToOthers(book.room(), cid, named)) : Optional.empty();
        return () -> {
            JsonNode ok = simulation.entry(
                    device,
                    toOthers,
                    "send",
                    "room",
                    book.room(),
                    "cid",
                    cid,
                    "text",
                    cid,
                    "mentions",
                    named,
                    "to",
                    toOthers.isPresent() ? "others" : "room");
            LedgerMessage message = new LedgerMessage(ok.get("id").asText(), person, cid, named, false);
            return new Step(book.room(), seq(ok), () -> book.says(seq(ok), message));
        };
    }

    private Callable<Step> edits(Person person, Device device, RoomLedger book, long of) {
        String text = "rather " + person.cid();
        return () -> {
            JsonNode ok = change(person, device, book, of, "edit", "text", text);
            long at = ok.get("at").asLong();
            return new Step(book.room(), seq(ok), () -> book.edits(seq(ok), of, text, at));
        };
    }

    private Callable<Step> deletes(Person person, Device device, RoomLedger book, long of) {
        return () -> {
            long seq = seq(change(person, device, book, of, "delete"));
            return new Step(book.room(), seq, () -> book.deletes(seq, of));
        };
    }

    private Callable<Step> reacts(Person person, Device device, RoomLedger book, long of, String emoji) {
        boolean on = !book.message(of).hasReacted(person.id(), emoji);
        return () -> {
            long seq = seq(change(person, device, book, of, "react", "emoji", emoji, "on", on));
            return new Step(book.room(), seq, () -> book.reacts(seq, of, person.id(), emoji, on));
        };
    }

    private JsonNode change(Person person, Device device, RoomLedger book, long of, String op, Object... more) {
        List<Object> fields = new ArrayList<>(List.of("room", book.room(), "seq", of, "cid", person.cid()));
        fields.addAll(List.of(more));
        return simulation.entry(device, Optional.empty(), op, fields.toArray());
    }
}
