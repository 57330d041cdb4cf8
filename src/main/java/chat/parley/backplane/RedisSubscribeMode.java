package chat.parley.backplane;

import chat.parley.store.RedisLink;
import chat.parley.store.Slot;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// How to subscribe to topics.
///
/// @param inSlot whether all topics of one command have to be of one slot
record RedisSubscribeMode(Command subscribe, Command unsubscribe, boolean inSlot) {
    /// Published at any node, delivered at every node.
    static final RedisSubscribeMode EVERYWHERE = new RedisSubscribeMode(Command.SUBSCRIBE, Command.UNSUBSCRIBE, false);
    /// Published and delivered at the master of the topic's slot.
    static final RedisSubscribeMode IN_THE_SLOT =
            new RedisSubscribeMode(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, true);

    /// Channels per SUBSCRIBE: a limit for Redis' parser, yet few round trips for many rooms.
    private static final int CHUNK = 500;

    void subscribe(RedisLink at, List<String> names, Topics topics) {
        together(names).forEach(some -> subscribeTogether(at, some, topics));
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

    void unsubscribe(RedisLink at, List<String> names) {
        together(names).forEach(some -> {
            Request request = Request.cmd(unsubscribe);
            some.forEach(request::arg);
            at.connection().send(request);
        });
    }

    private Collection<List<String>> together(List<String> names) {
        return names.stream()
                .collect(Collectors.groupingBy(name -> inSlot ? Slot.of(name) : 0))
                .values();
    }
}
