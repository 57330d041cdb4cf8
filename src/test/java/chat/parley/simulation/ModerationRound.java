package chat.parley.simulation;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// In each group an owner moderates somebody, or hands the group to others.
final class ModerationRound {
    static final List<String> VERBS = List.of(
            "mute", "kick", "promote", "demote", "ban", "unban", "invite", "leave", "unmute", "promote", "title");

    private final Simulation simulation;
    private final SeededRandom random;
    private final List<RoomLedger> groups;
    private final Set<String> done = new TreeSet<>();
    private int times;

    ModerationRound(Simulation simulation, SeededRandom random, List<RoomLedger> groups) {
        this.simulation = simulation;
        this.random = random;
        this.groups = groups;
    }

    /// Each group another verb, and the next one the next time.
    void round() {
        times++;
        for (int i = 0; i < groups.size(); i++) {
            RoomLedger ledger = groups.get(i);
            for (String verb :
                    List.of(VERBS.get((times + i) % VERBS.size()), VERBS.get((times + i + 5) % VERBS.size()))) {
                owner(ledger).ifPresent(owner -> rules(verb, owner, ledger));
            }
        }
        simulation.everybodyAgrees();
    }

    /// The verbs that have affected somebody so far.
    Set<String> done() {
        return done;
    }

    private Optional<Person> owner(RoomLedger ledger) {
        return ledger.members().entrySet().stream()
                .filter(one -> "owner".equals(one.getValue().role()))
                .map(one -> simulation.person(one.getKey()))
                .filter(person -> !person.online().isEmpty())
                .findFirst();
    }

    private void rules(String verb, Person owner, RoomLedger ledger) {
        Device device = owner.device(times).orElseThrow();
        switch (verb) {
            case "title" -> {
                device.retitles(ledger.room(), "Title " + times);
                ledger.titled("Title " + times);
                done.add(verb);
            }
            case "leave" -> {
                device.leaves(ledger.room());
                ledger.leaves(owner.id());
                done.add(verb);
            }
            default -> {
                List<Person> concerned = simulation.people().stream()
                        .filter(person -> concerns(verb, ledger, person.id()))
                        .toList();
                if (!concerned.isEmpty()) {
                    rules(verb, owner, device, ledger, random.any(concerned));
                }
            }
        }
    }

    private void rules(String verb, Person owner, Device device, RoomLedger ledger, Person whom) {
        String id = whom.id();
        device.moderates(verb, ledger.room(), id);
        done.add(verb);
        switch (verb) {
            case "mute" -> ledger.muted().add(id);
            case "unmute" -> ledger.muted().remove(id);
            case "kick" -> ledger.goes(id);
            case "ban" -> {
                ledger.goes(id);
                ledger.banned().add(id);
                whom.device(times).ifPresent(banned -> staysOut(banned, ledger));
            }
            case "unban" -> ledger.banned().remove(id);
            case "invite" -> {
                if (!whom.blocked().contains(owner.id())) {
                    ledger.joins(id, "member");
                }
            }
            case "promote" ->
                ledger.member(id).becomes("member".equals(ledger.member(id).role()) ? "moderator" : "owner");
            case "demote" -> ledger.member(id).becomes("member");
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private static boolean concerns(String verb, RoomLedger ledger, String id) {
        String role = ledger.members().containsKey(id) ? ledger.member(id).role() : "";
        boolean banned = ledger.banned().contains(id);
        return switch (verb) {
            case "unban" -> banned;
            case "invite" -> role.isEmpty() && !banned;
            case "unmute" -> ledger.muted().contains(id) && !"owner".equals(role);
            case "demote" -> "moderator".equals(role);
            case "mute" -> "member".equals(role);
            default -> !role.isEmpty() && !"owner".equals(role);
        };
    }

    private static void staysOut(Device banned, RoomLedger ledger) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            banned.takesIn();
            return !banned.screen().views().containsKey(ledger.room());
        });
        String code = ledger.isPublic() ? "banned" : "not_found";
        Script.isRefused(code, banned.refusalCode().joins(ledger.room()));
        Script.isRefused(code, banned.refusalCode().says(ledger.room(), "late", "but"));
    }
}
