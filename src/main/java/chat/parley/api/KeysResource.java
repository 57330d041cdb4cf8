package chat.parley.api;

import chat.parley.admin.KeyLine;
import chat.parley.admin.KeyMade;
import chat.parley.admin.KeyRotated;
import chat.parley.admin.KeysPage;
import chat.parley.identity.KeyRecord;
import chat.parley.identity.Keys;
import chat.parley.identity.VerifiedToken;
import chat.parley.limits.Deadline;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keys of backends and bots (protocol.md section 11), for those whose token or key has the role `admin`. A
/// secret is in the response that makes it, and nowhere else. Answered within 5 s; nothing blocks.
@Singleton
@Path("/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {

    private static final Logger LOG = Logger.getLogger(KeysResource.class);

    private final Gate gate;
    private final Keys keys;
    private final CommandReader reader;
    private final Vertx vertx;

    KeysResource(Gate gate, Keys keys, CommandReader reader, Vertx vertx) {
        this.gate = gate;
        this.keys = keys;
        this.reader = reader;
        this.vertx = vertx;
    }

    /// All keys, without their secrets.
    @GET
    public Uni<KeysPage> list(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof) {
        return answer(
                proof,
                _ -> keys.list()
                        .map(all -> new KeysPage(
                                all.stream().map(KeysResource::line).toList())));
    }

    /// Makes a key.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> make(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return answer(
                proof,
                operator -> keys.make(reader.readKeyRequest(RequestText.of(body)))
                        .map(made -> {
                            LOG.infof(
                                    "made key=%s bot=%s by=%s",
                                    made.key().id(), made.bot().id(), operator.id());
                            return Response.status(Response.Status.CREATED)
                                    .entity(new KeyMade(
                                            made.key().id(),
                                            made.key().text(),
                                            made.bot().id()))
                                    .build();
                        }));
    }

    /// Gives a key another secret.
    @POST
    @Path("/{id}/rotate")
    public Uni<KeyRotated> rotate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("id") String id,
            @QueryParam("overlap") Optional<String> overlap) {
        return answer(
                proof,
                operator -> keys.rotate(id, Overlap.of(overlap)).map(fresh -> {
                    LOG.infof("rotated key=%s by=%s", fresh.id(), operator.id());
                    return new KeyRotated(fresh.text());
                }));
    }

    /// Ends a key and its connections.
    @DELETE
    @Path("/{id}")
    public Uni<Void> end(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("id") String id) {
        return answer(
                proof, operator -> keys.end(id).onSuccess(_ -> LOG.infof("ended key=%s by=%s", id, operator.id())));
    }

    private static KeyLine line(KeyRecord key) {
        List<RoomId> rooms = key.rooms();
        return new KeyLine(
                key.id(),
                key.user().name(),
                key.scopes().stream().sorted().toList(),
                rooms.isEmpty() ? Optional.empty() : Optional.of(rooms),
                key.user().id(),
                key.created(),
                key.used(),
                key.expires());
    }

    private <T> Uni<T> answer(Optional<String> proof, Function<User, Future<T>> action) {
        return Uni.createFrom()
                .completionStage(() -> Deadline.of(
                                vertx, gate.enter(proof, VerifiedToken.ADMIN).compose(action))
                        .toCompletionStage());
    }
}
