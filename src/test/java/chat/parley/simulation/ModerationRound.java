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
            RoomLedger book = groups.get(i);
            for (String verb :
                    List.of(VERBS.get((times + i) % VERBS.size()), VERBS.get((times + i + 5) % VERBS.size()))) {
                owner(book).ifPresent(owner -> rules(verb, owner, book));
            }
        }
        simulation.everybodyAgrees();
    }

    /// The verbs that have affected somebody so far.
    Set<String> done() {
        return done;
    }

    private Optional<Person> owner(RoomLedger book) {
        return book.members().entrySet().stream()
                .filter(one -> "owner".equals(one.getValue().role()))
                .map(one -> simulation.person(one.getKey()))
                .filter(person -> !person.online().isEmpty())
                .findFirst();
    }

    private void rules(String verb, Person owner, RoomLedger book) {
        Device device = owner.device(times).orElseThrow();
        switch (verb) {
            case "title" -> {
                device.does("title", "room", book.room(), "title", "Title " + times);
                book.titled("Title " + times);
                done.add(verb);
            }
            case "leave" -> {
                device.does("leave", "room", book.room());
                book.leaves(owner.id());
                done.add(verb);
            }
            default -> {
                List<Person> concerned = simulation.people().stream()
                        .filter(person -> concerns(verb, book, person.id()))
                        .toList();
                if (!concerned.isEmpty()) {
                    rules(verb, owner, device, book, random.any(concerned));
                }
            }
        }
    }

    private void rules(String verb, Person owner, Device device, RoomLedger book, Person whom) {
        String id = whom.id();
        device.does(verb, "room", book.room(), "user", id);
        done.add(verb);
        switch (verb) {
            case "mute" -> book.muted().add(id);
            case "unmute" -> book.muted().remove(id);
            case "kick" -> book.goes(id);
            case "ban" -> {
                book.goes(id);
                book.banned().add(id);
                whom.device(times).ifPresent(banned -> staysOut(banned, book));
            }
            case "unban" -> book.banned().remove(id);
            case "invite" -> {
                if (!whom.blocked().contains(owner.id())) {
                    book.joins(id, "member");
                }
            }
            case "promote" ->
                book.member(id).becomes("member".equals(book.member(id).role()) ? "moderator" : "owner");
            case "demote" -> book.member(id).becomes("member");
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private static boolean concerns(String verb, RoomLedger book, String id) {
        String role = book.members().containsKey(id) ? book.member(id).role() : "";
        boolean banned = book.banned().contains(id);
        return switch (verb) {
            case "unban" -> banned;
            case "invite" -> role.isEmpty() && !banned;
            case "unmute" -> book.muted().contains(id) && !"owner".equals(role);
            case "demote" -> "moderator".equals(role);
            case "mute" -> "member".equals(role);
            default -> !role.isEmpty() && !"owner".equals(role);
        };
    }

    private static void staysOut(Device banned, RoomLedger book) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            banned.takesIn();
            return !banned.screen().shelves().containsKey(book.room());
        });
        String code = book.isPublic() ? "banned" : "not_found";
        Script.isRefused(code, banned, "join", "room", book.room());
        Script.isRefused(code, banned, "send", "room", book.room(), "cid", "late", "text", "but");
    }
}
