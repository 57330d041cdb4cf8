package chat.parley.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// Hands whatever the resource throws to [Refusals].
@Provider
public final class RefusalMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable failure) {
        Refusal refusal = Refusals.of(failure);
        Response.ResponseBuilder response =
                Response.status(refusal.status()).type(Refusal.MEDIA_TYPE).entity(refusal);
        refusal.headers().forEach(response::header);
        return response.build();
    }
}
