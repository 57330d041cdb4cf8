package chat.parley.identity;

import chat.parley.protocol.KeyScope;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A key as the store has it, without its secrets.
///
/// @param rooms empty for all
/// @param user the bot, with the key's name
/// @param created Unix milliseconds by the store's clock, as are the others
/// @param used when it was last used, give or take a minute; only in lists
public record KeyRecord(
        String id,
        Set<KeyScope> scopes,
        List<RoomId> rooms,
        User user,
        long created,
        OptionalLong used,
        OptionalLong expires) {

    private static final String SEPARATOR = ",";

    public KeyRecord {
        scopes = Set.copyOf(scopes);
        rooms = List.copyOf(rooms);
    }

    /// The lines that are written of a key, all but the last, which is when it was made.
    static String text(User bot, Set<KeyScope> scopes, List<RoomId> rooms) {
        return String.join(
                "\n",
                bot.name(),
                scopes.stream().sorted().map(KeyScope::wire).collect(Collectors.joining(SEPARATOR)),
                rooms.stream().map(RoomId::value).collect(Collectors.joining(SEPARATOR)),
                bot.id());
    }

    /// Reads such lines. Further ones, and scopes that are unknown here, are of a later release.
    static KeyRecord read(String id, String text, OptionalLong used, OptionalLong expires) {
        String[] lines = text.split("\n", -1);
        return new KeyRecord(
                id,
                words(lines[1])
                        .flatMap(word -> Arrays.stream(KeyScope.values())
                                .filter(scope -> scope.wire().equals(word)))
                        .collect(Collectors.toSet()),
                words(lines[2]).map(RoomId::new).toList(),
                new User(lines[3], lines[0]),
                Long.parseLong(lines[4]),
                used,
                expires);
    }

    private static Stream<String> words(String line) {
        return Optional.of(line).filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> Arrays.stream(text.split(SEPARATOR, -1)));
    }
}
