package chat.parley.room;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the members script's answer.
final class RedisMembersAnswer {

    static final int PAGE = 100;

    /// How long the store keeps the members already returned by a list that is not continued.
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final Comparator<MemberLine> ORDER = Comparator.comparing((MemberLine line) -> !line.online())
            .thenComparing(line -> line.role().orElse(Role.MEMBER))
            .thenComparing(line -> line.name().toLowerCase(Locale.ROOT))
            .thenComparing(MemberLine::id);

    /// Where the members begin.
    private static final int FIRST = 5;

    private RedisMembersAnswer() {}

    /// Reads `ok members online phase scan`, followed by three texts for each member.
    ///
    /// @param from the start of the page
    static MembersPage read(Response answer, RoomId room, MembersCursor from) {
        check(answer, room);
        List<MemberLine> lines = new ArrayList<>();
        for (int i = FIRST; i < answer.size(); i += 3) {
            String record = answer.get(i + 1).toString();
            lines.add(new MemberLine(
                    answer.get(i).toString(), name(record), answer.get(i + 2).toInteger() == 1, role(record)));
        }
        lines.sort(ORDER);
        return page(lines, answer, from);
    }

    /// Reads the same of those who are muted or banned, with four texts for each; those who are no members have
    /// their id as their name.
    static MembersPage restricted(Response answer, RoomId room, MembersCursor from) {
        check(answer, room);
        List<MemberLine> lines = new ArrayList<>();
        for (int i = FIRST; i < answer.size(); i += 4) {
            String user = answer.get(i).toString();
            String record = answer.get(i + 1).toString();
            lines.add(new MemberLine(
                    user,
                    record.isEmpty() ? user : name(record),
                    answer.get(i + 2).toInteger() == 1,
                    record.isEmpty() ? Optional.empty() : Optional.of(role(record)),
                    OptionalLong.of(answer.get(i + 3).toLong())));
        }
        return page(lines, answer, from);
    }

    /// The name in a member's record.
    static String name(String record) {
        return record.split(" ", 5)[4];
    }

    private static Role role(String record) {
        return Role.valueOf(record.substring(0, record.indexOf(' ')).toUpperCase(Locale.ROOT));
    }

    private static void check(Response answer, RoomId room) {
        if (answer.get(0).toString().equals("forgotten")) {
            throw Problem.badRequest("cursor: expected one from the last " + REMEMBERED.toMinutes()
                    + " minutes, got an older one; start again without a cursor");
        }
        RedisRefusal.check(answer, room);
    }

    private static MembersPage page(List<MemberLine> lines, Response answer, MembersCursor from) {
        String phase = answer.get(3).toString();
        Optional<String> next = phase.isEmpty()
                ? Optional.empty()
                : Optional.of(from.at(phase, answer.get(4).toString()).wire());
        return new MembersPage(lines, answer.get(1).toLong(), answer.get(2).toLong(), next);
    }
}
