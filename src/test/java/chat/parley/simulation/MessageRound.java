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
                tasks.add(Script.inTurn(List.of(reading.of(person, other, random.any(simulation.ledgersOf(person))))));
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
                step(person, device, random.any(simulation.ledgersOf(person))).ifPresent(steps::add);
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
            JsonNode ok = simulation.entry(device).says("@" + friend.id(), cid, text);
            return new Step(ok.get("room").asText(), seq(ok), () -> {
                RoomLedger ledger = simulation.ledger(ok.get("room").asText(), "");
                ledger.opens(person.id(), true, blocks);
                ledger.opens(friend.id(), !unheard, unheard);
                ledger.says(seq(ok), new LedgerMessage(ok.get("id").asText(), person, text, List.of(), unheard));
            });
        };
    }

    private static long seq(JsonNode ok) {
        return ok.get("seq").asLong();
    }

    private Optional<Callable<Step>> step(Person person, Device device, RoomLedger ledger) {
        if (ledger.muted().contains(person.id())) {
            return Optional.of(() -> {
                Script.isRefused("muted", device.refusalCode().says(ledger.room(), person.cid(), "psst"));
                return Step.passing(ledger.room(), () -> {});
            });
        }
        if (ledger.isDirect()) {
            return directly(person, device, ledger);
        }
        return random.percent(60) ? Optional.of(says(person, device, ledger)) : changes(person, device, ledger);
    }

    /// While one person has blocked the other, only messages are sent there, nothing is changed.
    private Optional<Callable<Step>> directly(Person person, Device device, RoomLedger ledger) {
        Person other = ledger.members().keySet().stream()
                .filter(id -> !id.equals(person.id()))
                .findFirst()
                .map(simulation::person)
                .orElse(person);
        boolean blocked =
                other.blocked().contains(person.id()) || person.blocked().contains(other.id());
        return blocked || random.percent(60)
                ? Optional.of(direct(person, device, other))
                : changes(person, device, ledger);
    }

    private Optional<Callable<Step>> changes(Person person, Device device, RoomLedger ledger) {
        List<Long> targets = ledger.visible(person.id()).stream()
                .filter(seq -> !ledger.message(seq).deleted() && !claimed.contains(ledger.room() + seq))
                .toList();
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        long of = random.any(targets);
        claimed.add(ledger.room() + of);
        boolean own = ledger.message(of).from().equals(person.id());
        boolean rules = !"member".equals(ledger.member(person.id()).role());
        if (own && random.percent(60)) {
            return Optional.of(edits(person, device, ledger, of));
        }
        return Optional.of(
                (own || rules) && random.percent(60)
                        ? deletes(person, device, ledger, of)
                        : reacts(person, device, ledger, of, random.any(EMOJI)));
    }

    private Callable<Step> says(Person person, Device device, RoomLedger ledger) {
        String cid = person.cid();
        List<String> named = random.percent(20)
                ? List.of(random.any(List.copyOf(ledger.members().keySet())))
                : List.of();
        Optional<PendingReply> toOthers = random.percent(20)
                ? Optional.of(new PendingReply.ToOthers(ledger.room(), cid, named))
                : Optional.empty();
        return () -> {
            JsonNode ok = simulation
                    .entry(device, toOthers)
                    .says(ledger.room(), cid, cid, "mentions", named, "to", toOthers.isPresent() ? "others" : "room");
            LedgerMessage message = new LedgerMessage(ok.get("id").asText(), person, cid, named, false);
            return new Step(ledger.room(), seq(ok), () -> ledger.says(seq(ok), message));
        };
    }

    private Callable<Step> edits(Person person, Device device, RoomLedger ledger, long of) {
        String text = "rather " + person.cid();
        return () -> {
            JsonNode ok = simulation.entry(device).edits(ledger.room(), of, person.cid(), text);
            long at = ok.get("at").asLong();
            return new Step(ledger.room(), seq(ok), () -> ledger.edits(seq(ok), of, text, at));
        };
    }

    private Callable<Step> deletes(Person person, Device device, RoomLedger ledger, long of) {
        return () -> {
            long seq = seq(simulation.entry(device).deletes(ledger.room(), of, person.cid()));
            return new Step(ledger.room(), seq, () -> ledger.deletes(seq, of));
        };
    }

    private Callable<Step> reacts(Person person, Device device, RoomLedger ledger, long of, String emoji) {
        boolean on = !ledger.message(of).hasReacted(person.id(), emoji);
        return () -> {
            long seq = seq(simulation.entry(device).reacts(ledger.room(), of, person.cid(), emoji, on));
            return new Step(ledger.room(), seq, () -> ledger.reacts(seq, of, person.id(), emoji, on));
        };
    }
}
