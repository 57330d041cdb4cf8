package chat.parley.protocol;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A frame that is no valid command: the problem, and the `ref` to reply to. Without a `ref` no reply is
/// expected.
public final class InvalidCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String ref;
    private final boolean refless;
    private final boolean hello;
    private final Problem problem;

    /// @param hello whether the frame was at least meant as a `hello`
    public InvalidCommand(Optional<String> ref, boolean hello, Problem problem) {
        this(ref, false, hello, problem);
    }

    private InvalidCommand(Optional<String> ref, boolean refless, boolean hello, Problem problem) {
        super(null, null, false, false);
        this.refless = refless;
        this.hello = hello;
        this.ref = ref.orElse(null);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /// A command whose `ref` itself is invalid: the reply has `null` for it (protocol.md section 2).
    static InvalidCommand withoutRef(boolean hello, Problem problem) {
        return new InvalidCommand(Optional.empty(), true, hello, problem);
    }

    /// Whether there is a reply although there is no `ref`.
    public boolean refless() {
        return refless;
    }

    public Optional<String> ref() {
        return Optional.ofNullable(ref);
    }

    /// Whether the frame was meant as a `hello`: a connection that begins with anything else ends.
    public boolean hello() {
        return hello;
    }

    public Problem problem() {
        return problem;
    }

    @Override
    public @Nullable String getMessage() {
        return problem.getMessage();
    }
}
