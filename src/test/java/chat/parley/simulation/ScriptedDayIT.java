package chat.parley.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Form;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everything that people do in rooms in a day, concurrently and on three pods, one of which is killed: in
/// the end all devices of all people show the same, and that follows from what was acknowledged.
@Lane(Lane.LOAD)
final class ScriptedDayIT {
    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final int PEOPLE = 50;
    private static final int GROUPS = 10;
    private static final int IN_A_GROUP = 12;
    private static final int HOURS = Form.isLong() ? 24 : 4;
    private static final long SEED = 20_260_101;

    private static final List<Pod> PODS = new ArrayList<>();

    @BeforeAll
    static void threePods() {
        while (PODS.size() < 3) {
            PODS.add(pod());
        }
        CLUSTER.ready();
    }

    private static Pod pod() {
        return CLUSTER.pod(
                "parley.limits.messages-per-second=10000",
                "parley.limits.messages-burst=10000",
                "parley.limits.commands-per-second=100000",
                "parley.limits.commands-burst=100000");
    }

    @Test
    void allDevicesEndTheDayWithTheAcknowledgedState() {
        try (Simulation simulation = new Simulation(PODS, PEOPLE)) {
            Script script = new Script(simulation, SEED);
            script.groupsAreMade(GROUPS, IN_A_GROUP);
            for (int hour = 0; hour < HOURS; hour++) {
                if (hour == HOURS / 2) {
                    simulation.killsAfter(PEOPLE / 2);
                }
                script.anHourGoesBy();
            }
            assertFalse(PODS.getLast().alive(), "expected one to be killed");
            script.everybodyComesHome();
            new FinalAudit(simulation).asksEverybody();
            script.everythingHappened();
            assertTrue(simulation.acknowledged() > HOURS * PEOPLE, simulation.acknowledged() + " entries");
            aLieIsNoticed(simulation, script.groups().getFirst());
        }
    }

    /// A message that nobody sent is written into a ledger: every device of every member must be reported to
    /// lack it.
    private static void aLieIsNoticed(Simulation simulation, RoomLedger ledger) {
        long seq = ledger.head() + 1;
        List<Person> members =
                ledger.members().keySet().stream().map(simulation::person).toList();
        ledger.says(seq, new LedgerMessage("planted", members.getFirst(), "never sent", List.of(), false));
        for (Person person : members) {
            for (Device device : person.devices()) {
                List<String> found = simulation.checker().differences(person, device.screen());
                assertTrue(found.stream().anyMatch(one -> one.contains("message " + seq)), found::toString);
            }
        }
    }
}
