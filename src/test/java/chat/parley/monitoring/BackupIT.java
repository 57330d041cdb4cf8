package chat.parley.monitoring;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A backup as operating.md describes it, taken while people chat, and a store restored from it.
@Lane(Lane.PROTOCOL)
final class BackupIT {
    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @Test
    void restoreBringsBackMessagesFromBeforeTheBackup() throws IOException {
        Path tar = Program.named("tar", "backup and restore of Redis");
        OwnRedis redis = PODS.redis();
        Pod pod = PODS.pod();
        PODS.ready();
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", pod)) {
            String epoch = ada.joins(room).get("epoch").asText();
            ada.says(room, "said before");
            redis.ask("CONFIG SET auto-aof-rewrite-percentage 0");
            assertEquals(Optional.of("0"), redis.info("persistence", "aof_rewrite_in_progress"));
            // Everything sent is in its file as soon as no write is pending.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> redis.info("persistence", "aof_buffer_length").equals(Optional.of("0")));
            Path backup = Files.createTempDirectory("parley-backup-").resolve("parley.tar");
            List<String> words = new ArrayList<>(List.of("-C", redis.folder().toString(), "-cf", backup.toString()));
            words.addAll(files(redis.folder()));
            Program.run(tar, Path.of("."), words.toArray(String[]::new));
            ada.says(room, "said afterwards");

            redis.kill();
            for (String file : files(redis.folder())) {
                empty(redis.folder().resolve(file));
            }
            Program.run(tar, Path.of("."), "-C", redis.folder().toString(), "-xf", backup.toString());
            redis.start();

            ada.vanishes();
            // Refused clients retry, as clients do.
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> ada.back(pod));
            var state = ada.found(room);
            assertTrue(!state.get("epoch").asText().equals(epoch), "a store that lost its tail begins a new epoch");
            var said = ada.history(room).get("messages");
            assertEquals(1, said.size(), said::toString);
            assertEquals("said before", said.get(0).get("text").asText());
            ada.says(room, "and on it goes");
        }
    }

    /// One file until Redis 6.2, a folder of them from 7.0 on.
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("parley-dev.aof") || name.equals("appendonlydir"))
                    .toList();
        }
    }

    private static void empty(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
