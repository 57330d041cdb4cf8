package chat.parley.hello;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Answers with what it was sent, and keeps the last of it in Redis, so that none of the extensions is left out of the
/// build as unused.
@WebSocket(path = "/ws")
final class HelloSocket {
    private final ReactiveRedisDataSource redis;
    private final JsonWebToken token;

    HelloSocket(ReactiveRedisDataSource redis, JsonWebToken token) {
        this.redis = redis;
        this.token = token;
    }

    @OnTextMessage
    Uni<String> say(String text) {
        return redis.value(String.class).set("hello", text + token.getName()).replaceWith(text);
    }
}
