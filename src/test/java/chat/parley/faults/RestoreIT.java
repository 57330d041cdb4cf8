package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts of `k8s/components/backup` on real servers with the settings and users of `k8s/base`.
@Lane(Lane.SCREENS)
final class RestoreIT {
    private static final int MEMBERS = 60;
    private static final int ROOMS = 6;
    private static final int PER_SECOND = 100;
    private static final int PAGE = 100;

    /// Redis is lost with its disk while people chat. Their clients have seen more than the backup holds.
    @Test
    void everythingAcknowledgedBeforeTheBackupIsThereAfterARestore(@TempDir Path temp) throws IOException {
        Path folder = temp.toRealPath();
        Path backups = Files.createDirectories(folder.resolve("backups"));
        try (PodCluster podCluster = new PodCluster();
                BaseRedis lost = redis(folder.resolve("lost"))) {
            Pod first = podCluster.podThrough(lost.address(), Scale.settings());
            podCluster.ready();
            Pods pods = new Pods(List.of(first));
            try (Crowd crowd = new Crowd(pods, MEMBERS, ROOMS, 1)) {
                crowd.talks(PER_SECOND);
                crowd.goesOnFor(Scale.CALM);
                Map<String, Set<String>> before = acknowledged(crowd);
                BaseRedis.Run saved =
                        BaseRedis.Run.of("backup.sh", Map.of("NODES", lost.node(), "FOLDER", backups.toString()));
                assertEquals(0, saved.code(), saved.said());
                assertEquals("", lost.ask("operator", "acl", "log").strip());
                crowd.goesOnFor(Scale.CALM);
                crowd.isSilent();
                long seen = crowd.acknowledged();
                lost.kill();
                first.kill();

                Path anew = folder.resolve("anew");
                BaseRedis.Run restored = BaseRedis.Run.of(
                        "restore.sh",
                        Map.of(
                                "FOLDER", backups.toString(),
                                "DATA",
                                        Files.createDirectories(anew.resolve("data"))
                                                .toString()));
                assertEquals(0, restored.code(), restored.said());
                try (BaseRedis redis = redis(anew)) {
                    Pod second = podCluster.podThrough(redis.address(), Scale.settings());
                    second.ready();
                    Map<String, Set<String>> kept = kept(second, crowd.rooms());
                    before.forEach((room, ids) -> {
                        Set<String> missing = new HashSet<>(ids);
                        missing.removeAll(kept.getOrDefault(room, Set.of()));
                        assertEquals(Set.of(), missing, "acknowledged before the backup");
                    });
                    pods.add(second);
                    pods.remove(first);
                    await().atMost(60, SECONDS)
                            .until(() -> crowd.clients().stream().allMatch(Client::online));
                    crowd.settles(Crowd::everybody);
                    report(crowd, before, kept, seen);
                }
            }
        }
    }

    private static void report(Crowd crowd, Map<String, Set<String>> before, Map<String, Set<String>> kept, long seen) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        int resent = crowd.clients().stream()
                .mapToInt(client -> client.outbox().resent())
                .sum();
        Report.row(
                "Redis restored from a backup",
                verdict,
                String.format(
                        Locale.ROOT,
                        "%d messages acknowledged before the backup, %d in it; %d until Redis was lost; %d readers"
                                + " reset; messages sent again: %d; positions used twice: %d",
                        count(before),
                        count(kept),
                        seen,
                        verdict.resets(),
                        resent,
                        verdict.reused()));
        assertTrue(count(before) > 0 && seen > count(kept), "clients saw more than the backup holds");
        assertTrue(verdict.clean(), verdict::toString);
        assertTrue(verdict.resets() > 0, verdict::toString);
        assertTrue(resent >= seen - count(kept), "what the backup lacks was sent again");
        assertEquals(List.of(), crowd.failures());
    }

    private static int count(Map<String, Set<String>> ids) {
        return ids.values().stream().mapToInt(Set::size).sum();
    }

    private static Map<String, Set<String>> acknowledged(Crowd crowd) {
        return crowd.rooms().stream()
                .collect(Collectors.toMap(
                        room -> room,
                        room -> crowd.clients().stream()
                                .filter(client -> client.rooms().contains(room))
                                .flatMap(client -> client.outbox().acknowledged(room).stream())
                                .map(Entry::id)
                                .collect(Collectors.toSet())));
    }

    private static Map<String, Set<String>> kept(Pod pod, List<String> rooms) {
        try (Member reader = Member.named("Reader", pod)) {
            return rooms.stream().collect(Collectors.toMap(room -> room, room -> {
                reader.joins(room);
                Set<String> ids = new HashSet<>();
                long after = 0;
                boolean more = true;
                while (more) {
                    JsonNode page = reader.command("history", "room", room, "after", after, "limit", PAGE);
                    for (JsonNode message : page.get("messages")) {
                        ids.add(message.get("id").asText());
                        after = message.get("seq").asLong();
                    }
                    more = page.get("more").asBoolean();
                }
                return ids;
            }));
        }
    }

    /// With sentinels there are several: a replica spares the master, but only one that has everything.
    @Test
    void aReplicaThatHasEverythingSendsTheBackup(@TempDir Path temp) throws IOException {
        Path folder = temp.toRealPath();
        Path backups = Files.createDirectories(folder.resolve("backups"));
        try (BaseRedis master = redis(folder.resolve("master"));
                BaseRedis replica = redis(
                        folder.resolve("replica"),
                        "replicaof 127.0.0.1 " + master.port(),
                        "masteruser operator",
                        "masterauth operator-password")) {
            await().atMost(20, SECONDS)
                    .until(() -> replica.ask("operator", "info", "replication").contains("master_link_status:up"));
            master.ask("operator", "set", "parley:here", "1");
            Map<String, String> all = Map.of(
                    "NODES",
                    master.node() + " " + replica.node() + " 127.0.0.1:1",
                    "FOLDER",
                    backups.toString(),
                    "KEEP",
                    "1");
            BaseRedis.Run first = BaseRedis.Run.of("backup.sh", all);
            assertTrue(first.code() == 0 && first.said().contains(" from " + replica.node()), first::said);

            replica.ask("operator", "replicaof", "127.0.0.1", "1");
            BaseRedis.Run second = BaseRedis.Run.of("backup.sh", all);
            assertTrue(second.code() == 0 && second.said().contains(" from " + master.node()), second::said);
            assertEquals(2, files(backups).size(), "one backup and its digest: " + files(backups));

            replica.ask("operator", "replicaof", "no", "one");
            BaseRedis.Run third = BaseRedis.Run.of("backup.sh", all);
            assertTrue(third.code() == 1 && third.said().contains("expected one master"), third::said);
            assertTrue(third.said().contains("127.0.0.1:1 said Could not connect"), third::said);
            assertEquals(2, files(backups).size(), "nothing was removed");
            assertEquals("", master.ask("operator", "acl", "log").strip());
            assertTrue(master.ask("backup", "get", "parley:here").contains("NOPERM"));
            assertTrue(master.ask("backup", "config", "get", "dir").contains("NOPERM"));

            refusesToRestore(master, backups, folder.resolve("data"));
        }
    }

    private static void refusesToRestore(BaseRedis running, Path backups, Path data) throws IOException {
        Files.createDirectories(data.resolve("appendonlydir"));
        Map<String, String> there = Map.of("FOLDER", backups.toString(), "DATA", data.toString());
        BaseRedis.Run early = BaseRedis.Run.of("restore.sh", with(there, "NODES", running.node()));
        assertTrue(early.code() == 1 && early.said().contains("expected Redis to be stopped"), early::said);
        BaseRedis.Run unknown = BaseRedis.Run.of("restore.sh", with(there, "BACKUP", "parley-1.rdb"));
        assertTrue(unknown.code() == 1 && unknown.said().contains("expected a backup in"), unknown::said);
        Path digest = files(backups).stream()
                .filter(file -> file.toString().endsWith(".sha256"))
                .findFirst()
                .orElseThrow();
        String right = Files.readString(digest);
        Files.writeString(digest, "0".repeat(64) + right.substring(64));
        BaseRedis.Run damaged = BaseRedis.Run.of("restore.sh", there);
        assertTrue(damaged.code() == 1 && damaged.said().contains("with the digest in"), damaged::said);
        assertEquals(List.of(data.resolve("appendonlydir")), files(data), "nothing was touched");
        Files.writeString(digest, right);
        BaseRedis.Run restored = BaseRedis.Run.of("restore.sh", there);
        assertEquals(0, restored.code(), restored.said());
        assertEquals(2, files(data).size(), "what was there stays beside it");
        assertFalse(files(data.resolve("appendonlydir")).isEmpty());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        return Stream.concat(environment.entrySet().stream(), Stream.of(Map.entry(name, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BaseRedis redis(Path folder, String... settings) throws IOException {
        return new BaseRedis(Files.createDirectories(folder), settings);
    }
}
