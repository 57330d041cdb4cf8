package chat.parley.store;

import java.util.ArrayList;
import java.util.List;

/// A call of a script. Keys and arguments are passed by the names that the script gives them, in its order: a
/// wrong name is an exception, never a wrong write. What a script repeats is passed as often as it applies.
/// Not thread-safe.
public final class ScriptCall {

    private final RedisScript script;
    private final List<String> keys;
    private final List<Object> args;

    ScriptCall(RedisScript script) {
        this.script = script;
        this.keys = new ArrayList<>(
                script.keys().once().size() + script.keys().each().size());
        this.args = new ArrayList<>(
                script.args().once().size() + script.args().each().size());
    }

    /// Passes a key.
    public ScriptCall key(String name, String key) {
        script.keys().check(keys.size(), name);
        keys.add(key);
        return this;
    }

    /// Passes further keys after all others, which the script knows together under this name.
    public ScriptCall keys(String name, List<String> further) {
        script.keys().checkSize(keys.size());
        if (!name.equals(script.keys().all().orElse(""))) {
            throw new IllegalArgumentException("expected no further keys of " + script.keys() + ", got " + name);
        }
        keys.addAll(further);
        return this;
    }

    /// Passes an argument: a number, text or bytes.
    public ScriptCall arg(String name, Object value) {
        script.args().check(args.size(), name);
        args.add(value);
        return this;
    }

    RedisScript script() {
        return script;
    }

    /// Checks that nothing is missing.
    void check() {
        script.keys().checkSize(keys.size());
        script.args().checkSize(args.size());
    }

    List<String> keys() {
        return keys;
    }

    List<Object> args() {
        return args;
    }
}
