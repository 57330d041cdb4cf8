package chat.parley.api;

import chat.parley.admin.AdminCommands;
import chat.parley.admin.ClusterOverview;
import chat.parley.identity.VerifiedToken;
import chat.parley.limits.Deadline;
import chat.parley.protocol.Announcement;
import chat.parley.protocol.LiveRoomsPage;
import chat.parley.protocol.PodsPage;
import chat.parley.protocol.Problem;
import chat.parley.protocol.TalkersPage;
import chat.parley.protocol.User;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody whose token has the role `admin` sees and does: all pods, the liveliest rooms and the top talkers in
/// numbers and ids; ending a user's connections; a word to everybody. As often as anybody else may ask, answered within
/// 5 s; nothing blocks.
@Singleton
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
public final class AdminResource {

    /// What an announcement comes in.
    public record Words(Optional<String> text) {}

    private final Gate gate;
    private final ClusterOverview overviews;
    private final AdminCommands orders;
    private final Vertx vertx;

    AdminResource(Gate gate, ClusterOverview overviews, AdminCommands orders, Vertx vertx) {
        this.gate = gate;
        this.overviews = overviews;
        this.orders = orders;
        this.vertx = vertx;
    }

    /// The living pods and their connections.
    @GET
    @Path("/pods")
    public Uni<PodsPage> pods(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overviews.pods(cursor));
    }

    /// The liveliest rooms of the last minute.
    @GET
    @Path("/rooms")
    public Uni<LiveRoomsPage> rooms(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overviews.rooms(cursor));
    }

    /// Who said most within the last minute.
    @GET
    @Path("/talkers")
    public Uni<TalkersPage> talkers(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overviews.talkers(cursor));
    }

    /// Ends a user's connections on all pods.
    @POST
    @Path("/users/{user}/disconnect")
    public Uni<Void> disconnect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("user") String user) {
        return answer(proof, operator -> orders.disconnect(operator, user));
    }

    /// Says something to everybody connected.
    @POST
    @Path("/announce")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Void> announce(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @Nullable Words words) {
        return answer(proof, operator -> orders.announce(operator, announcement(Optional.ofNullable(words))));
    }

    /// Whether something is done under this path, rather than looked at.
    static boolean does(String path) {
        return path.endsWith("/admin/announce") || (path.contains("/admin/users/") && path.endsWith("/disconnect"));
    }

    private static Announcement announcement(Optional<Words> words) {
        return new Announcement(words.flatMap(Words::text)
                .orElseThrow(() -> Problem.badRequest("text: expected {\"text\":\"…\"}, got nothing")));
    }

    private <T> Uni<T> answer(Optional<String> proof, Function<User, Future<T>> ask) {
        return Uni.createFrom()
                .completionStage(() -> Deadline.of(
                                vertx, gate.enter(proof, VerifiedToken.ADMIN).compose(ask))
                        .toCompletionStage());
    }
}
