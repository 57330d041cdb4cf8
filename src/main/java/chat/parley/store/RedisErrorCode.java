package chat.parley.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Errors with which Redis says "not now" or "not you": it goes on as soon as somebody mends it, so members are told
/// `unavailable`. Named as Redis names them
/// (<https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors>).
public enum RedisErrorCode {
    OOM("it is full (maxmemory)"),
    MISCONF("it cannot write to its disk"),
    READONLY("it is a replica, which takes no writes"),
    NOREPLICAS("too few replicas follow it (min-replicas-to-write)"),
    NOAUTH("it wants a password"),
    WRONGPASS("it does not know this user and password"),
    NOPERM("its user lacks a right"),
    BUSY("a script keeps it busy"),
    LOADING("it is still reading its data"),
    MASTERDOWN("it is a replica that lost its master"),
    CLUSTERDOWN("its cluster is not whole"),
    TRYAGAIN("a slot of its cluster is being moved"),
    /// Any other error, of a Redis of which something else is known to be wrong.
    OTHER("it does not do what is asked of it");

    /// Scripts wrap the error up: `ERR Error running script (…): @user_script: 1: -OOM …` until Redis 6.2.
    private static final Pattern CODE = Pattern.compile("(?:^|@user_script: ?\\d+: )-?("
            + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining("|")) + ") ");

    private final String meaning;

    RedisErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /// Which of them an error is; empty for all that say that the caller made a mistake.
    static Optional<RedisErrorCode> of(String said) {
        Matcher code = CODE.matcher(said);
        if (code.find()) {
            return Optional.of(valueOf(code.group(1)));
        }
        return isDenial(said) ? Optional.of(NOPERM) : Optional.empty();
    }

    /// What becomes of NOPERM inside a script, in 6.2, 7.0 and 7.2.
    private static boolean isDenial(String said) {
        return said.contains("The user executing the script can't") || said.contains("ACL failure in script");
    }

    /// What it says of the store.
    public String meaning() {
        return meaning;
    }

    /// By which it is counted.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a node of a cluster gives it before it does anything.
    boolean untouched() {
        return this == LOADING || this == MASTERDOWN || this == CLUSTERDOWN || this == TRYAGAIN;
    }

    /// Whether somebody else may have the slot by now.
    boolean hintsElsewhere() {
        return untouched() || this == READONLY;
    }
}
