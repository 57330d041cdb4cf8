package chat.parley.session;

import chat.parley.protocol.Problem;
import chat.parley.room.UserEvent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What arrives before the reply to `hello` and has to wait for it: commands that the client sent right
/// behind it, and events of the user, since only `bye` may precede the reply (protocol.md section 1). Used by
/// one event loop.
final class PendingHello {

    enum Stage {
        NEW,
        UNDER_WAY,
        DONE
    }

    private static final int MAX_EPHEMERAL = 64;

    private Stage stage = Stage.NEW;
    private int attempt;
    private Optional<Problem> refusal = Optional.empty();
    private List<String> commands = List.of();
    private List<UserEvent> events = List.of();
    private List<ByteBuf> ephemeral = List.of();

    boolean fresh() {
        return stage == Stage.NEW;
    }

    boolean underWay() {
        return stage == Stage.UNDER_WAY;
    }

    boolean done() {
        return stage == Stage.DONE;
    }

    /// Counts the `hello`s that failed: late results of one attempt must not affect the next.
    int attempt() {
        return attempt;
    }

    /// The `hello` was refused.
    void refuse(Problem problem) {
        refusal = Optional.of(problem);
    }

    /// The refusal for a command that follows a refused `hello`, and may have been sent before its sender knew;
    /// empty if there was no `hello` at all.
    Optional<Problem> refusalOfOthers() {
        return refusal.map(problem -> {
            String expected = "expected a hello that succeeds first; the latest was refused: "
                    + problem.code().wire();
            if (!problem.retry()) {
                return Problem.unauthenticated(expected);
            }
            Problem again = Problem.unavailable(expected);
            return problem.after().isPresent() ? again.after(problem.after().getAsLong()) : again;
        });
    }

    void begin() {
        stage = Stage.UNDER_WAY;
    }

    void succeed() {
        stage = Stage.DONE;
        refusal = Optional.empty();
    }

    void fail() {
        stage = Stage.NEW;
        attempt++;
        events = List.of();
        forgetEphemeral();
    }

    /// Keeps a command for later; returns how many wait.
    int keep(String command) {
        commands = with(commands, command);
        return commands.size();
    }

    void keep(UserEvent event) {
        events = with(events, event);
    }

    /// Takes ownership of frames of ephemeral events; the excess is dropped, as for a slow reader.
    void keep(ByteBuf frames) {
        if (ephemeral.size() < MAX_EPHEMERAL) {
            ephemeral = with(ephemeral, frames);
        } else {
            frames.release();
        }
    }

    /// Allocates only when needed: most sessions keep nothing, and all are long-lived.
    private static <T> List<T> with(List<T> kept, T item) {
        List<T> list = kept.isEmpty() ? new ArrayList<>() : kept;
        list.add(item);
        return list;
    }

    List<String> takeCommands() {
        List<String> kept = commands;
        commands = List.of();
        return kept;
    }

    List<UserEvent> takeEvents() {
        List<UserEvent> kept = events;
        events = List.of();
        return kept;
    }

    List<ByteBuf> takeEphemeral() {
        List<ByteBuf> kept = ephemeral;
        ephemeral = List.of();
        return kept;
    }

    void forgetEphemeral() {
        takeEphemeral().forEach(ByteBuf::release);
    }
}
