package chat.parley.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The commands in the README's *Building on it*, as they stand there.
@Lane(Lane.PROTOCOL)
final class CurlIT {
    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final Pattern BLOCK = Pattern.compile("(?s)## Building on it.*?```sh\n(.*?)```");

    @Test
    void commandsOfTheReadmeSendReadAndCloseARoom() throws IOException {
        Program.named("curl", "the commands of the README");
        Path shell = Program.named("sh", "the commands of the README");
        Pod pod = CLUSTER.pod();
        CLUSTER.ready();
        try (Member ada = Member.named("Ada", pod)) {
            String said = Program.run(shell, Path.of("."), "-ec", "token=" + ada.token() + "\n" + block(pod));
            List<JsonNode> answers = said.lines().map(Frame::read).toList();
            assertEquals(4, answers.size(), said);
            assertEquals("owner", answers.get(0).path("role").asText(), said);
            assertTrue(answers.get(1).has("seq"), said);
            assertEquals(
                    "Build 7 has passed", answers.get(2).at("/messages/0/text").asText(), said);
            assertEquals("moderators", ada.joins("builds").path("write").asText(), said);
        }
    }

    /// Each answer on a line of its own.
    private static String block(Pod pod) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find(), "README.md, Building on it: expected a block of sh");
        return block.group(1)
                .replace("http://localhost:8080", "http://127.0.0.1:" + pod.port())
                .replace("curl ", "curl -sS -w '\\n' ");
    }
}
