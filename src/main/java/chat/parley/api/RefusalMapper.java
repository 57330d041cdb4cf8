package chat.parley.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/// Maps whatever the resources throw by [Refusals].
@Provider
public final class RefusalMapper implements ExceptionMapper<Throwable> {

    private static final String ALLOW = "Allow";

    private final UriInfo uri;

    RefusalMapper(UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Refusal refusal = Refusals.of(failure);
        Response.ResponseBuilder response =
                Response.status(refusal.status()).type(Refusal.MEDIA_TYPE).entity(refusal);
        Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
        headers.computeIfPresent(ALLOW, (_, methods) -> AdminResource.does(uri.getPath()) ? "POST, OPTIONS" : methods);
        headers.forEach(response::header);
        return response.build();
    }
}
