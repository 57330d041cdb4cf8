package chat.parley.store;

import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/// A command that is being routed through a cluster.
final class RedisCall {
    private static final int REDIRECTS = 8;

    private final boolean append;
    private final int slot;
    private final Request request;
    private final Promise<Response> answer;
    private final long since = System.nanoTime();
    private int redirects;

    /// @param append whether it uses the connection for writes
    RedisCall(boolean append, int slot, Request request, Promise<Response> answer) {
        this.append = append;
        this.slot = slot;
        this.request = request;
        this.answer = answer;
    }

    boolean append() {
        return append;
    }

    int slot() {
        return slot;
    }

    Request request() {
        return request;
    }

    Promise<Response> answer() {
        return answer;
    }

    long age() {
        return System.nanoTime() - since;
    }

    /// Counts a redirection; false after too many, when nodes redirect the command to each other.
    boolean mayBeSentOn() {
        return ++redirects <= REDIRECTS;
    }
}
