package chat.parley.store;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Redis version that a server reports; Valkey reports the version that it is compatible with.
record RedisVersion(int major, int minor) implements Comparable<RedisVersion> {
    /// ZMSCORE and ZADD GT, which scripts use.
    static final RedisVersion OLDEST = new RedisVersion(6, 2);
    /// SPUBLISH and SSUBSCRIBE.
    static final RedisVersion OLDEST_CLUSTER = new RedisVersion(7, 0);

    private static final Pattern LINE = Pattern.compile("(?m)^redis_version:(\\d+)\\.(\\d+)");
    private static final Comparator<RedisVersion> ORDER =
            Comparator.comparingInt(RedisVersion::major).thenComparingInt(RedisVersion::minor);

    /// Reads the answer to `INFO server`; empty if it has no version.
    static Optional<RedisVersion> of(String info) {
        Matcher line = LINE.matcher(info);
        return line.find()
                ? Optional.of(new RedisVersion(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
