package chat.parley.api;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/// Maps whatever the resources throw by [Refusals]. A method that a path does not have is a 405 that names
/// those that it has ([ApiPaths]).
@Provider
public final class RefusalMapper implements ExceptionMapper<Throwable> {

    private static final int METHOD_NOT_ALLOWED = Response.Status.METHOD_NOT_ALLOWED.getStatusCode();

    private final UriInfo uri;

    RefusalMapper(UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Optional<String> allowed = failure instanceof NotAllowedException || failure instanceof NotFoundException
                ? ApiPaths.methods(uri.getPath())
                : Optional.empty();
        Refusal refusal =
                allowed.map(_ -> Refusals.ofStatus(METHOD_NOT_ALLOWED)).orElseGet(() -> Refusals.of(failure));
        Response.ResponseBuilder response =
                Response.status(refusal.status()).type(Refusal.MEDIA_TYPE).entity(refusal);
        refusal.headers().forEach(response::header);
        allowed.ifPresent(methods -> response.header("Allow", methods));
        return response.build();
    }
}
