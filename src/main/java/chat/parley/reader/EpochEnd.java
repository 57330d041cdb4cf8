package chat.parley.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of an epoch: seqs between the two were lost by the store, or never assigned.
///
/// @param last the last seq that the store kept
/// @param base the seq from which the next epoch counts
public record EpochEnd(long last, long base) {

    private static final Pattern KEPT = Pattern.compile("=(\\d+)>(\\d+) ");

    /// The ends that the room's record remembers, oldest first.
    static List<EpochEnd> read(String kept) {
        List<EpochEnd> ends = new ArrayList<>();
        for (Matcher found = KEPT.matcher(kept); found.find(); ) {
            ends.add(new EpochEnd(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))));
        }
        return ends;
    }
}
