package chat.parley.api;

import chat.parley.limits.Deadline;
import chat.parley.protocol.Command;
import chat.parley.protocol.HistoryPage;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Query;
import chat.parley.protocol.Restriction;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.RoomsPage;
import chat.parley.protocol.User;
import chat.parley.room.RoomSnapshot;
import chat.parley.room.Rooms;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;

/// The results of the commands `rooms`, `history` and `members`, and the state of a room for a member, over
/// HTTP (protocol.md section 10). Each response is sent within 5 s; nothing blocks.
@Singleton
@Path("/rooms")
@Produces(MediaType.APPLICATION_JSON)
public final class RoomsResource {

    private static final Optional<String> NO_REF = Optional.empty();

    private final Gate gate;
    private final Rooms rooms;
    private final Vertx vertx;

    RoomsResource(Gate gate, Rooms rooms, Vertx vertx) {
        this.gate = gate;
        this.rooms = rooms;
        this.vertx = vertx;
    }

    /// Public rooms, the most recently active first.
    @GET
    public Uni<RoomsPage> rooms(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("query") Optional<String> query,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(
                proof, _ -> rooms.rooms(new Command.Rooms(NO_REF, query.map(Query::new), cursor, Optional.empty())));
    }

    /// A room's state for a member.
    @GET
    @Path("/{room}")
    public Uni<RoomState> room(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("room") String room) {
        return answer(proof, user -> rooms.state(user, new RoomId(room)).map(RoomSnapshot::state));
    }

    /// A page of a room's messages.
    @GET
    @Path("/{room}/messages")
    public Uni<HistoryPage> messages(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @QueryParam("before") Optional<String> before,
            @QueryParam("after") Optional<String> after,
            @QueryParam("since") Optional<String> since,
            @QueryParam("limit") Optional<String> limit) {
        return answer(
                proof, user -> rooms.history(user, new HistoryQuery(before, after, since, limit).of(new RoomId(room))));
    }

    /// A page of a room's members.
    @GET
    @Path("/{room}/members")
    public Uni<MembersPage> members(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @QueryParam("query") Optional<String> query,
            @QueryParam("only") Optional<String> only,
            @QueryParam("cursor") Optional<String> cursor) {
        return answer(
                proof,
                user -> rooms.members(
                        user,
                        new Command.Members(
                                NO_REF, new RoomId(room), query.map(Query::new), only.map(Restriction::of), cursor)));
    }

    private <T extends Ok> Uni<T> answer(Optional<String> proof, Function<User, Future<T>> action) {
        return Uni.createFrom()
                .completionStage(() ->
                        Deadline.of(vertx, gate.enter(proof).compose(action)).toCompletionStage());
    }
}
