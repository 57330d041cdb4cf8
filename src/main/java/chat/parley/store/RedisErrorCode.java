package chat.parley.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Errors by which Redis refuses commands for the time being: it recovers once an operator fixes it, so
/// clients get `unavailable`. Named as in Redis
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
    /// Any other error of a Redis that is known to be unfit.
    OTHER("it does not do what is asked of it");

    /// Scripts wrap the error up: `ERR Error running script (…): @user_script: 1: -OOM …` until Redis 6.2.
    private static final Pattern CODE = Pattern.compile("(?:^|@user_script: ?\\d+: )-?("
            + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining("|")) + ") ");

    private final String meaning;

    RedisErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /// The code of an error; empty for an error that means a mistake of the caller.
    static Optional<RedisErrorCode> of(String error) {
        Matcher code = CODE.matcher(error);
        if (code.find()) {
            return Optional.of(valueOf(code.group(1)));
        }
        return isDenial(error) ? Optional.of(NOPERM) : Optional.empty();
    }

    /// How NOPERM reads inside a script, in 6.2, 7.0 and 7.2.
    private static boolean isDenial(String error) {
        return error.contains("The user executing the script can't") || error.contains("ACL failure in script");
    }

    /// What it means for the store, as a clause.
    public String meaning() {
        return meaning;
    }

    /// Its tag in metrics.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a node of a cluster returns it before it executes anything.
    boolean untouched() {
        return this == LOADING || this == MASTERDOWN || this == CLUSTERDOWN || this == TRYAGAIN;
    }

    /// Whether another node may own the slot by now.
    boolean hintsElsewhere() {
        return untouched() || this == READONLY;
    }
}
