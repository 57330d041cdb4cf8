package chat.parley.api;

import chat.parley.protocol.Command;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Quote;
import chat.parley.protocol.RoomId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The query parameters of `messages`, unparsed. Anything but whole numbers is a `bad_request`.
record HistoryQuery(Optional<String> before, Optional<String> after, Optional<String> since, Optional<String> limit) {

    /// Without a sign, and within the range of a `long`.
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    /// The equivalent command for `room`.
    Command.History of(RoomId room) {
        return new Command.History(
                Optional.empty(),
                room,
                number("before", before, Position.MAX_SEQ),
                number("after", after, Position.MAX_SEQ),
                number("since", since, Position.MAX_SEQ),
                (int) number("limit", limit, Integer.MAX_VALUE).orElse(Command.History.DEFAULT_LIMIT));
    }

    /// The number of a message in a path.
    static long seq(String value) {
        return number("seq", value, Position.MAX_SEQ);
    }

    /// The command that finds the message with this number, or the last one before it.
    static Command.History upTo(RoomId room, long seq) {
        return new Command.History(
                Optional.empty(),
                room,
                OptionalLong.of(Math.min(seq + 1, Position.MAX_SEQ)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                1);
    }

    private static OptionalLong number(String name, Optional<String> value, long max) {
        return value.map(text -> OptionalLong.of(number(name, text, max))).orElseGet(OptionalLong::empty);
    }

    private static long number(String name, String value, long max) {
        long number = WHOLE.matcher(value).matches() ? Long.parseLong(value) : -1;
        if (number < 0 || number > max) {
            throw Problem.badRequest(name + ": expected a whole number from 0 to " + max + ", got " + Quote.of(value));
        }
        return number;
    }
}
