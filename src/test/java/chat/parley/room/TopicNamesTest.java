package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.keyspace.UserTopic;
import chat.parley.store.KeyPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Topics that scripts spell out are those to which pods subscribe, and begin with the prefix of the keys that
/// they got.
final class TopicNamesTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/redis");
    /// The prefix of a key, or a variable that has it, and what follows.
    private static final Pattern SPELT =
            Pattern.compile("'S?PUBLISH',\\s*(?:string\\.match\\(\\w+, '\\^\\[\\^:]\\+'\\)|prefix) \\.\\. ('[^,]*'),");

    @Test
    void scriptsAndPodsNameTheSameTopics() throws IOException {
        KeyPrefix prefix = new KeyPrefix("staging-2");
        assertEquals(
                Set.of(RedisDirectory.topic(prefix), new UserTopic(prefix, "ada").name()), topicsInScripts(prefix));
    }

    @Test
    void scriptsHoldNoPrefixOfTheirOwn() throws IOException {
        for (Path script : scripts()) {
            String code = Files.readString(script).replaceAll("--[^\n]*", "");
            assertFalse(code.contains(KeyPrefix.USUAL.word()), script::toString);
        }
    }

    /// The topics of the user `ada`, and those that belong to no user.
    private static Set<String> topicsInScripts(KeyPrefix prefix) throws IOException {
        Set<String> topics = new TreeSet<>();
        for (Path script : scripts()) {
            for (Matcher found = SPELT.matcher(Files.readString(script)); found.find(); ) {
                topics.add(prefix.word()
                        + found.group(1).replace("' .. user .. '", "ada").replace("'", ""));
            }
        }
        return topics;
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> scripts = Files.walk(SCRIPTS)) {
            return scripts.filter(Files::isRegularFile).toList();
        }
    }
}
