package chat.parley.session;

import chat.parley.room.UserEvent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// What comes before a `hello` is answered and has to wait for it: commands that the client sent at once behind it, and
/// news of the user, since nothing but `bye` comes before the reply (protocol.md section 1). Used by one event loop.
final class PendingHello {

    enum Stage {
        NEW,
        UNDER_WAY,
        DONE
    }

    private static final int MOST_PASSING = 64;

    private Stage stage = Stage.NEW;
    private int attempt;
    private List<String> commands = List.of();
    private List<UserEvent> news = List.of();
    private List<ByteBuf> passing = List.of();

    boolean fresh() {
        return stage == Stage.NEW;
    }

    boolean underWay() {
        return stage == Stage.UNDER_WAY;
    }

    boolean done() {
        return stage == Stage.DONE;
    }

    /// Counts the `hello`s that failed: what one of them was still waiting for is of no use to the next.
    int attempt() {
        return attempt;
    }

    void begin() {
        stage = Stage.UNDER_WAY;
    }

    void succeed() {
        stage = Stage.DONE;
    }

    void fail() {
        stage = Stage.NEW;
        attempt++;
        news = List.of();
        forgetPassing();
    }

    /// Keeps a command for later; answers how many wait.
    int keep(String command) {
        commands = with(commands, command);
        return commands.size();
    }

    void keep(UserEvent told) {
        news = with(news, told);
    }

    /// Takes frames of passing events over; those that are too many are dropped, as they are for a slow reader.
    void keep(ByteBuf frames) {
        if (passing.size() < MOST_PASSING) {
            passing = with(passing, frames);
        } else {
            frames.release();
        }
    }

    /// Most sessions keep nothing, and all of them live long.
    private static <T> List<T> with(List<T> kept, T one) {
        List<T> list = kept.isEmpty() ? new ArrayList<>() : kept;
        list.add(one);
        return list;
    }

    List<String> takeCommands() {
        List<String> kept = commands;
        commands = List.of();
        return kept;
    }

    List<UserEvent> takeNews() {
        List<UserEvent> kept = news;
        news = List.of();
        return kept;
    }

    List<ByteBuf> takePassing() {
        List<ByteBuf> kept = passing;
        passing = List.of();
        return kept;
    }

    void forgetPassing() {
        takePassing().forEach(ByteBuf::release);
    }
}
