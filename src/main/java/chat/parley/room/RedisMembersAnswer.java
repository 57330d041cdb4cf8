package chat.parley.room;

import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Role;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the members script says, read and cut into pages.
record RedisMembersAnswer(
        long count, long online, String phase, String nextPhase, String nextScan, List<MemberLine> lines) {

    static final int PAGE = 100;

    private static final Comparator<MemberLine> ORDER = Comparator.comparing((MemberLine line) -> !line.online())
            .thenComparing(MemberLine::role)
            .thenComparing(line -> line.name().toLowerCase(Locale.ROOT))
            .thenComparing(MemberLine::id);

    static RedisMembersAnswer read(Response answer) {
        List<MemberLine> lines = new ArrayList<>();
        for (int i = 6; i < answer.size(); i += 3) {
            String[] record = answer.get(i + 1).toString().split(" ", 4);
            lines.add(new MemberLine(
                    answer.get(i).toString(),
                    record[3],
                    answer.get(i + 2).toInteger() == 1,
                    Role.valueOf(record[0].toUpperCase(Locale.ROOT))));
        }
        lines.sort(ORDER);
        return new RedisMembersAnswer(
                answer.get(1).toLong(),
                answer.get(2).toLong(),
                answer.get(3).toString(),
                answer.get(4).toString(),
                answer.get(5).toString(),
                List.copyOf(lines));
    }

    MembersPage page(MembersCursor from) {
        if (!phase.equals("all")) {
            Optional<String> next = nextPhase.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MembersCursor(nextPhase, nextScan, 0).wire());
            return new MembersPage(lines, count, online, next);
        }
        int first = Math.min(from.skip(), lines.size());
        int end = Math.min(first + PAGE, lines.size());
        Optional<String> next =
                end < lines.size() ? Optional.of(new MembersCursor("all", "0", end).wire()) : Optional.empty();
        return new MembersPage(lines.subList(first, end), count, online, next);
    }
}
