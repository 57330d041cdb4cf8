package chat.parley.protocol;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A frame that is no good command: what is wrong, and the `ref` to answer to. Without a `ref` nobody asked for an
/// answer.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String ref;
    private final boolean hello;
    private final Problem problem;

    /// @param hello whether the frame was at least meant as a `hello`
    public Refused(Optional<String> ref, boolean hello, Problem problem) {
        super(null, null, false, false);
        this.hello = hello;
        this.ref = ref.orElse(null);
        this.problem = Objects.requireNonNull(problem, "problem");
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
