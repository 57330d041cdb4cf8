package chat.parley.backplane;

import chat.parley.store.RedisLink;
import chat.parley.store.Slot;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.stream.Collectors;

/// How topics are asked for.
///
/// @param inSlot whether what is asked for at once has to be of one slot
record RedisSubscribeMode(Command subscribe, Command unsubscribe, boolean inSlot) {
    /// Published anywhere, heard everywhere.
    static final RedisSubscribeMode EVERYWHERE = new RedisSubscribeMode(Command.SUBSCRIBE, Command.UNSUBSCRIBE, false);
    /// Published and heard where the topic's slot is.
    static final RedisSubscribeMode IN_THE_SLOT =
            new RedisSubscribeMode(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, true);

    /// Channels in one SUBSCRIBE: a long line for Redis' parser, yet few round trips for many rooms.
    private static final int CHUNK = 500;

    void subscribe(RedisLink at, List<String> names, Topics topics) {
        names.stream()
                .collect(Collectors.groupingBy(name -> inSlot ? Slot.of(name) : 0))
                .values()
                .forEach(together -> subscribeTogether(at, together, topics));
    }

    private void subscribeTogether(RedisLink at, List<String> names, Topics topics) {
        for (int from = 0; from < names.size(); from += CHUNK) {
            Request request = Request.cmd(subscribe);
            for (String name : names.subList(from, Math.min(names.size(), from + CHUNK))) {
                request.arg(name);
                topics.asked(name);
            }
            at.connection().send(request);
        }
    }

    void unsubscribe(RedisLink at, String topic) {
        at.connection().send(Request.cmd(unsubscribe).arg(topic));
    }
}
