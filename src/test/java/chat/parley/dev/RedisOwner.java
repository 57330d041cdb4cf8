package chat.parley.dev;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that starts a Redis and then waits until it is ended.
final class RedisOwner {
    private RedisOwner() {}

    public static void main(String[] args) throws InterruptedException {
        new RedisServer(Integer.parseInt(args[0]), Path.of(args[1]), false).start(Path.of("target", "redis"));
        new CountDownLatch(1).await();
    }
}
