package chat.parley.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// Devices disconnect and connect; people leave public groups and join others, one at a time in each group,
/// because the order of joining counts when an owner leaves.
final class DeviceChurn {
    private final Simulation simulation;
    private final SeededRandom random;
    private final List<RoomLedger> groups;

    DeviceChurn(Simulation simulation, SeededRandom random, List<RoomLedger> groups) {
        this.simulation = simulation;
        this.random = random;
        this.groups = groups;
    }

    /// All at the same time.
    void round() {
        Set<RoomLedger> taken = new HashSet<>();
        List<Callable<List<Step>>> tasks = new ArrayList<>();
        for (Person person : simulation.people()) {
            int what = random.below(10);
            Device one = random.any(person.devices());
            RoomLedger ledger = random.any(groups);
            if (what < 5) {
                tasks.add(() -> turns(one, what < 3));
            } else if (ledger.isPublic() && taken.add(ledger)) {
                tasks.add(() -> moves(person, ledger));
            }
        }
        simulation.round(tasks);
        simulation.everybodyAgrees();
    }

    private List<Step> turns(Device device, boolean away) {
        if (device.online() && away) {
            device.vanishes();
        } else if (!device.online()) {
            device.comes(simulation.pod());
        }
        return List.of();
    }

    private static List<Step> moves(Person person, RoomLedger ledger) {
        Device device = person.device(0).orElse(null);
        if (device == null || ledger.banned().contains(person.id())) {
            return List.of();
        }
        if (ledger.members().containsKey(person.id())) {
            device.leaves(ledger.room());
            return List.of(Step.passing(ledger.room(), () -> ledger.leaves(person.id())));
        }
        device.joins(ledger.room());
        return List.of(Step.passing(ledger.room(), () -> ledger.joins(person.id(), "member")));
    }
}
