package chat.parley.api;

import chat.parley.admin.AdminCommands;
import chat.parley.admin.Announcement;
import chat.parley.admin.ClusterOverview;
import chat.parley.admin.ConnectedPeople;
import chat.parley.admin.LiveRoomsPage;
import chat.parley.admin.PeoplePage;
import chat.parley.admin.PodsPage;
import chat.parley.admin.RefusalsPage;
import chat.parley.admin.TalkersPage;
import chat.parley.identity.VerifiedToken;
import chat.parley.limits.Deadline;
import chat.parley.protocol.CommandReader;
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

/// What users whose token has the role `admin` can see and do: all pods, the busiest rooms and the top
/// talkers as numbers and ids; who is connected; what is refused and why; close a user's connections or revoke
/// their tokens; announce to everyone. Rate-limited as for every user, answered within 5 s; nothing blocks.
@Singleton
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
public final class AdminResource {

    private final Gate gate;
    private final ClusterOverview overview;
    private final ConnectedPeople people;
    private final AdminCommands commands;
    private final CommandReader reader;
    private final Vertx vertx;

    AdminResource(
            Gate gate,
            ClusterOverview overview,
            ConnectedPeople people,
            AdminCommands commands,
            CommandReader reader,
            Vertx vertx) {
        this.gate = gate;
        this.overview = overview;
        this.people = people;
        this.commands = commands;
        this.reader = reader;
        this.vertx = vertx;
    }

    /// The living pods and their connections.
    @GET
    @Path("/pods")
    public Uni<PodsPage> pods(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overview.pods(cursor));
    }

    /// The busiest rooms of the last minute.
    @GET
    @Path("/rooms")
    public Uni<LiveRoomsPage> rooms(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overview.rooms(cursor));
    }

    /// The users who sent most within the last minute.
    @GET
    @Path("/talkers")
    public Uni<TalkersPage> talkers(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> overview.talkers(cursor));
    }

    /// Users who are connected, over all pods.
    @GET
    @Path("/users")
    public Uni<PeoplePage> users(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("query") Optional<String> query,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(proof, _ -> people.page(query, cursor));
    }

    /// What all pods refused within the last minutes.
    @GET
    @Path("/refusals")
    public Uni<RefusalsPage> refusals(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof) {
        return answer(proof, _ -> overview.refusals());
    }

    /// Revokes a user's tokens, and with them closes their connections.
    @POST
    @Path("/users/{user}/revoke")
    public Uni<Void> revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("user") String user) {
        return answer(proof, operator -> commands.revoke(operator, user));
    }

    /// Closes a user's connections on all pods.
    @POST
    @Path("/users/{user}/disconnect")
    public Uni<Void> disconnect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("user") String user) {
        return answer(proof, operator -> commands.disconnect(operator, user));
    }

    /// Sends an announcement to every connected user.
    @POST
    @Path("/announce")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Void> announce(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return answer(
                proof,
                operator -> commands.announce(operator, new Announcement(reader.text(RequestText.of(body), "text"))));
    }

    private <T> Uni<T> answer(Optional<String> proof, Function<User, Future<T>> action) {
        return Uni.createFrom()
                .completionStage(() -> Deadline.of(
                                vertx, gate.enter(proof, VerifiedToken.ADMIN).compose(action))
                        .toCompletionStage());
    }
}
