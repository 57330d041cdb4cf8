package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of one connection's commands (protocol.md section 2), whichever thread completes one.
final class CommandOrderTest {
    private static final RoomId ROOM = new RoomId("room");

    private final ArrayDeque<Runnable> loop = new ArrayDeque<>();
    private final CommandOrder order = new CommandOrder(loop::add);
    private final List<String> begun = new ArrayList<>();

    private Future<String> begins(String what, Future<String> until) {
        begun.add(what);
        return until;
    }

    @Test
    void completionOnAnotherThreadIsHandledOnTheLoop() {
        Promise<String> first = Promise.promise();
        order.alone(ROOM, () -> begins("first", first.future()));
        Future<String> second = order.alone(ROOM, () -> begins("second", Future.succeededFuture("done")));
        first.complete("done");
        assertEquals(List.of("first"), begun, "no other thread begins anything");
        loop.remove().run();
        assertEquals(List.of("first", "second"), begun);
        loop.remove().run();
        assertEquals("done", second.result());
    }

    @Test
    void nothingStartsWhileHeld() {
        order.hold(true);
        Future<String> held = order.together(ROOM, () -> begins("held", Future.succeededFuture("done")));
        assertEquals(List.of(), begun);
        order.hold(false);
        assertEquals(List.of("held"), begun);
        loop.remove().run();
        assertTrue(held.succeeded());
    }
}
