package chat.parley.dev;

import java.net.URI;
import java.nio.file.Path;

/// The Redis of this test run: a real one on a free port, empty at first, gone with the JVM. The tests of a
/// run share it with the application under test, so each uses keys or rooms of its own.
public final class TestRedis {
    private TestRedis() {}

    /// Its address; the first call starts it.
    public static URI address() {
        return RedisAcl.ofThisRun()
                .address(RedisPlace.ofThisJvm(Path.of("target", "redis")).port());
    }
}
