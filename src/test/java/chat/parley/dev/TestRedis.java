package chat.parley.dev;

import java.net.URI;
import java.nio.file.Path;

/// The Redis of this test run: a real one on a free port, empty at first, gone with the JVM. Tests of one run share it
/// with the application under test, so each takes keys or rooms of its own.
public final class TestRedis {
    private TestRedis() {}

    /// Where it is; started when it is asked for the first time.
    public static URI address() {
        return RedisAcl.ofThisRun()
                .address(RedisPlace.ofThisJvm(Path.of("target", "redis")).port());
    }
}
