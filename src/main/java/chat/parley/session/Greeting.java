package chat.parley.session;

import chat.parley.room.Told;
import java.util.ArrayList;
import java.util.List;

/// What comes before a `hello` is answered and has to wait for it: commands that the client sent at once behind it, and
/// news of the user, since nothing but `bye` comes before the reply (protocol.md section 1). Used by one event loop.
final class Greeting {

    enum Stage {
        NEW,
        UNDER_WAY,
        DONE
    }

    private Stage stage = Stage.NEW;
    private int attempt;
    private List<String> commands = new ArrayList<>(0);
    private List<Told> news = new ArrayList<>(0);

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
        news = new ArrayList<>(0);
    }

    /// Keeps a command for later; answers how many wait.
    int keep(String command) {
        commands.add(command);
        return commands.size();
    }

    void keep(Told told) {
        news.add(told);
    }

    List<String> takeCommands() {
        List<String> kept = commands;
        commands = new ArrayList<>(0);
        return kept;
    }

    List<Told> takeNews() {
        List<Told> kept = news;
        news = new ArrayList<>(0);
        return kept;
    }
}
