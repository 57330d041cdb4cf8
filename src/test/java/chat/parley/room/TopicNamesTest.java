package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.keyspace.UserTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Topics that scripts spell out are those to which pods subscribe.
final class TopicNamesTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/redis");
    private static final Pattern LITERAL = Pattern.compile("'S?PUBLISH',\\s*('[^,]*'),");

    @Test
    void scriptsAndPodsNameTheSameTopics() throws IOException {
        assertEquals(Set.of(RedisDirectory.TOPIC, new UserTopic("ada").name()), topicsInScripts());
    }

    /// The topics of the user `ada`, and those that belong to no user.
    private static Set<String> topicsInScripts() throws IOException {
        Set<String> topics = new TreeSet<>();
        try (Stream<Path> scripts = Files.walk(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                for (Matcher found = LITERAL.matcher(Files.readString(script)); found.find(); ) {
                    topics.add(found.group(1).replace("' .. user .. '", "ada").replace("'", ""));
                }
            }
        }
        return topics;
    }
}
