package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/// All keys are in one Redis.
final class SingleRedis implements RedisRoute {
    private final RedisPipelines lanes;

    SingleRedis(RedisPipelines lanes) {
        this.lanes = lanes;
    }

    @Override
    public void open() {
        lanes.open();
    }

    @Override
    public void close() {
        lanes.close();
    }

    @Override
    public Future<Response> call(boolean append, String key, Request request) {
        return lanes.lane(append).call(request);
    }

    @Override
    public Future<List<Response>> everywhere(Request request) {
        return lanes.lane(false).call(request).map(List::of);
    }

    @Override
    public Future<List<RedisServerAt>> servers() {
        return Future.succeededFuture(List.of(new RedisServerAt("", "", lanes.lane(false))));
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
