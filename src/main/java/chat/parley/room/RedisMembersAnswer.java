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

/// Reads the members script's answer.
final class RedisMembersAnswer {

    static final int PAGE = 100;

    /// How long the store keeps the members already returned by a list that is not continued.
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final Comparator<MemberLine> ORDER = Comparator.comparing((MemberLine line) -> !line.online())
            .thenComparing(MemberLine::role)
            .thenComparing(line -> line.name().toLowerCase(Locale.ROOT))
            .thenComparing(MemberLine::id);

    private RedisMembersAnswer() {}

    /// Reads `ok members online phase scan`, followed by three texts for each member.
    ///
    /// @param from the start of the page
    static MembersPage read(Response answer, RoomId room, MembersCursor from) {
        if (answer.get(0).toString().equals("forgotten")) {
            throw Problem.badRequest("cursor: expected one from the last " + REMEMBERED.toMinutes()
                    + " minutes, got an older one; start again without a cursor");
        }
        RedisRefusal.check(answer, room);
        List<MemberLine> lines = new ArrayList<>();
        for (int i = 5; i < answer.size(); i += 3) {
            String[] record = answer.get(i + 1).toString().split(" ", 5);
            lines.add(new MemberLine(
                    answer.get(i).toString(),
                    record[4],
                    answer.get(i + 2).toInteger() == 1,
                    Role.valueOf(record[0].toUpperCase(Locale.ROOT))));
        }
        lines.sort(ORDER);
        String phase = answer.get(3).toString();
        Optional<String> next = phase.isEmpty()
                ? Optional.empty()
                : Optional.of(from.at(phase, answer.get(4).toString()).wire());
        return new MembersPage(lines, answer.get(1).toLong(), answer.get(2).toLong(), next);
    }
}
