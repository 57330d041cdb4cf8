package chat.parley.api;

import chat.parley.protocol.Command;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Quote;
import chat.parley.protocol.RoomId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a URL says after `messages?`, as it came. Anything but whole numbers is a `bad_request`.
record HistoryQuery(Optional<String> before, Optional<String> after, Optional<String> limit) {

    /// Without a sign, and within what a `long` holds.
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    /// The command that asks the same of `room`.
    Command.History of(RoomId room) {
        return new Command.History(
                Optional.empty(),
                room,
                number("before", before, Position.MAX_SEQ),
                number("after", after, Position.MAX_SEQ),
                (int) number("limit", limit, Integer.MAX_VALUE).orElse(Command.History.DEFAULT_LIMIT));
    }

    private static OptionalLong number(String name, Optional<String> came, long most) {
        return came.map(text -> OptionalLong.of(number(name, text, most))).orElseGet(OptionalLong::empty);
    }

    private static long number(String name, String came, long most) {
        long number = WHOLE.matcher(came).matches() ? Long.parseLong(came) : -1;
        if (number < 0 || number > most) {
            throw Problem.badRequest(name + ": expected a whole number from 0 to " + most + ", got " + Quote.of(came));
        }
        return number;
    }
}
