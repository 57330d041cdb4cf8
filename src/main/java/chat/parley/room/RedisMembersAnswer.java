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
            String[] record = answer.get(i + 1).toString().split(" ", 5);
            lines.add(new MemberLine(
                    answer.get(i).toString(),
                    record[4],
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
        boolean goesOn = from.phase().equals(phase);
        int first = goesOn ? Math.min(from.skip(), lines.size()) : 0;
        int end = Math.min(first + PAGE, lines.size());
        return new MembersPage(
                lines.subList(first, end), count, online, next(goesOn ? from.scan() : MembersCursor.START, end));
    }

    /// One step of a walk brings as many as Redis likes, all of a compact hash for one, so it may be several pages.
    private Optional<String> next(String scan, int end) {
        if (end < lines.size()) {
            return Optional.of(new MembersCursor(phase, scan, end).wire());
        }
        return nextPhase.isEmpty() ? Optional.empty() : Optional.of(new MembersCursor(nextPhase, nextScan, 0).wire());
    }
}
