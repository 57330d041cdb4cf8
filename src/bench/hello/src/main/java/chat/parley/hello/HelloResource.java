package chat.parley.hello;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/// One answer in JSON.
@Path("/api/hello")
final class HelloResource {

    @GET
    Map<String, String> hello() {
        return Map.of("hello", "world");
    }
}
