package chat.parley.kit;

import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// A Redis and its pods. When a test fails, prints their logs.
public final class PodCluster implements AfterAllCallback, TestWatcher, AutoCloseable {
    private static final AtomicInteger ROOMS = new AtomicInteger();

    private final OwnRedis redis = new OwnRedis();
    private final Path folder;
    private final List<Pod> pods = new ArrayList<>();

    public PodCluster() {
        try {
            folder = Files.createTempDirectory("parley-pods-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public OwnRedis redis() {
        return redis;
    }

    /// Starts a pod with these settings (`name=value`) without waiting; [#ready] waits for all.
    public Pod pod(String... settings) {
        return podThrough(redis.address(), settings);
    }

    /// The same, with another address for Redis.
    public Pod podThrough(URI redisAddress, String... settings) {
        return pod(Pod.packaged(), redisAddress, settings);
    }

    /// The same, of another build.
    public Pod podOf(Path jar, String... settings) {
        return pod(jar, redis.address(), settings);
    }

    /// The same, with more environment variables.
    public Pod podIn(Map<String, String> environment, String... settings) {
        return pod(Pod.packaged(), redis.address(), environment, settings);
    }

    private Pod pod(Path jar, URI redisAddress, String... settings) {
        return pod(jar, redisAddress, Map.of(), settings);
    }

    private Pod pod(Path jar, URI redisAddress, Map<String, String> environment, String... settings) {
        List<String> all =
                Stream.concat(Archive.of(jar).stream(), Stream.of(settings)).toList();
        Pod pod = new Pod(jar, folder, "pod" + (pods.size() + 1), redisAddress, environment, all);
        pods.add(pod);
        return pod;
    }

    /// Waits until all living pods are ready.
    public void ready() {
        pods.stream().filter(Pod::alive).forEach(Pod::ready);
    }

    /// A room that no other test of this run uses.
    public static String room() {
        return "room-" + ROOMS.incrementAndGet();
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        pods.forEach(pod -> System.out.println("--- " + context.getDisplayName() + "\n" + pod.said()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        pods.forEach(Pod::close);
        redis.close();
    }
}
