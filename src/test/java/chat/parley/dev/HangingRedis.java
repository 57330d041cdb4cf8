package chat.parley.dev;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The Redis of this test run, suspended: its connections stay open and nothing answers until this is closed.
public final class HangingRedis implements AutoCloseable {

    private final String pid;

    public HangingRedis() throws IOException {
        var redis = new RedisProbe(TestRedis.address().getPort());
        String number = redis.ask(
                        "EVAL \"return tonumber(string.match(redis.call('INFO','server'),'process_id:(%d+)'))\" 0", 1)
                .getFirst();
        pid = number.substring(1);
        signal("STOP");
    }

    @Override
    public void close() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IOException("expected to send " + name + " to process " + pid);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
