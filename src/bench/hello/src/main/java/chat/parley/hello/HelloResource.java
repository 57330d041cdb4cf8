package chat.parley.hello;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// One answer in JSON, kept in Redis, too, so that none of the extensions is left out of the build as unused.
@Path("/api/hello")
final class HelloResource {
    private final ReactiveRedisDataSource redis;
    private final JsonWebToken token;

    HelloResource(ReactiveRedisDataSource redis, JsonWebToken token) {
        this.redis = redis;
        this.token = token;
    }

    @GET
    Uni<Map<String, String>> hello() {
        return redis.value(String.class)
                .set("hello", "world " + token.getName())
                .replaceWith(Map.of("hello", "world"));
    }
}
