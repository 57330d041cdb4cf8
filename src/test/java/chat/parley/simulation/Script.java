package chat.parley.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// What people do from hour to hour. The seed determines everything except the order of entries, which the
/// store decides, and its consequences.
final class Script {
    private final Simulation simulation;
    private final SeededRandom random;
    private final List<RoomLedger> groups = new ArrayList<>();
    private final ModerationRound ruling;
    private int hours;

    Script(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.random = new SeededRandom(seed);
        this.ruling = new ModerationRound(simulation, random, groups);
    }

    List<RoomLedger> groups() {
        return groups;
    }

    /// A simulated day in which some kind of event never happened would prove nothing about it.
    void everythingHappened() {
        assertEquals(new TreeSet<>(ModerationRound.VERBS), ruling.done());
        assertTrue(
                simulation.ledgers().anyMatch(ledger -> ledger.count(LedgerMessage::unheard) > 0),
                "expected somebody to write to one who has blocked them");
        assertTrue(
                simulation.ledgers().anyMatch(ledger -> ledger.count(LedgerMessage::deleted) > 0),
                "expected something to be deleted");
    }

    /// One after the other.
    static Callable<List<Step>> inTurn(List<Callable<Step>> steps) {
        return () -> {
            List<Step> done = new ArrayList<>();
            for (Callable<Step> step : steps) {
                done.add(step.call());
            }
            return done;
        };
    }

    static void isRefused(String expected, Optional<String> code) {
        code.ifPresent(got -> assertEquals(expected, got));
    }

    /// The first people create a group each, every second one private.
    void groupsAreMade(int count, int size) {
        for (int i = 0; i < count; i++) {
            Person owner = simulation.at(i);
            List<Person> others =
                    simulation.people().stream().filter(one -> one != owner).toList();
            List<String> members =
                    random.some(size - 1, others).stream().map(Person::id).toList();
            String title = "Group " + i;
            Device device = owner.device(i).orElseThrow();
            JsonNode ok = i % 2 == 0
                    ? device.creates("private", title, members)
                    : device.createsPublic("group-" + i, title, members);
            RoomLedger ledger = simulation.ledger(ok.get("room").asText(), title);
            ledger.joins(owner.id(), "owner");
            members.forEach(member -> ledger.joins(member, "member"));
            groups.add(ledger);
        }
        simulation.everybodyAgrees();
    }

    /// An hour in which everything happens.
    void anHourGoesBy() {
        hours++;
        new MessageRound(simulation, random).round();
        new ReceiptRound(simulation, random).round();
        ruling.round();
        peopleWave();
        new DeviceChurn(simulation, random, groups).round();
        peopleRename();
        peopleBlock();
    }

    /// Somebody in each group waves to the others: an ephemeral event for every device except the sender's
    /// own.
    private void peopleWave() {
        for (RoomLedger ledger : groups) {
            Person person = simulation.person(random.any(ledger.members().keySet().stream()
                    .filter(id -> !ledger.muted().contains(id))
                    .toList()));
            person.device(hours).ifPresent(device -> {
                String name = "wave-" + hours + "-" + groups.indexOf(ledger);
                device.emits(ledger.room(), "others", name);
                ledger.members()
                        .keySet()
                        .forEach(id -> simulation.person(id).online().stream()
                                .filter(other -> other != device)
                                .forEach(other -> other.due().add(name)));
            });
        }
        simulation.everybodyAgrees();
    }

    /// Some take another name.
    private void peopleRename() {
        List<Callable<List<Step>>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Person person = simulation.at(i * 3 + hours);
            String name = "Renamed " + hours + " " + i;
            person.device(i)
                    .ifPresent(device -> tasks.add(() -> {
                        device.renames(name);
                        return List.of(Step.passing("", () -> person.renamed(name)));
                    }));
        }
        simulation.round(tasks);
        simulation.everybodyAgrees();
    }

    /// Every third person blocks, or unblocks, the person who writes to them most.
    private void peopleBlock() {
        for (int i = hours % 3; i < simulation.people().size(); i += 3) {
            Person person = simulation.at(i + 1);
            Person other = simulation.at(i);
            person.device(hours).ifPresent(device -> {
                boolean blocks = person.blocked().add(other.id());
                if (blocks) {
                    device.blocks(other.id());
                    person.blocks(other.id());
                } else {
                    device.unblocks(other.id());
                    person.blocked().remove(other.id());
                }
                simulation.ledgersOf(person).stream()
                        .filter(ledger -> ledger.isDirect() && ledger.members().containsKey(other.id()))
                        .forEach(ledger -> ledger.member(person.id()).keepsToThemselves(blocks));
            });
        }
        simulation.everybodyAgrees();
    }

    /// Every device is connected in the end; people send and read once more.
    void everybodyComesHome() {
        simulation.eachOf(
                simulation.people(),
                person -> person.devices().stream()
                        .filter(device -> !device.online())
                        .forEach(device -> device.comes(simulation.pod())));
        simulation.everybodyAgrees();
        new MessageRound(simulation, random).round();
        new ReceiptRound(simulation, random).round();
    }
}
