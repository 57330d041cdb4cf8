package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/// The route to a single Redis that holds all keys.
final class SingleRedis implements RedisRoute {
    private final RedisPipelines connections;

    SingleRedis(RedisPipelines connections) {
        this.connections = connections;
    }

    @Override
    public void open() {
        connections.open();
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public Future<Response> call(boolean append, String key, Request request) {
        return connections.pipeline(append).call(request);
    }

    @Override
    public Future<List<Response>> everywhere(Request request) {
        return connections.pipeline(false).call(request).map(List::of);
    }

    @Override
    public Future<List<RedisServerAt>> servers() {
        return Future.succeededFuture(List.of(new RedisServerAt("", "", connections)));
    }

    @Override
    public int place(String key) {
        return 0;
    }

    @Override
    public RedisScript form(RedisScript script) {
        return script;
    }
}
