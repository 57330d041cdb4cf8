package chat.parley.api;

import chat.parley.identity.VerifiedToken;
import chat.parley.limits.Deadline;
import chat.parley.protocol.BatchAnswers;
import chat.parley.protocol.BatchItems;
import chat.parley.protocol.Command;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.EmitTarget;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.session.KeyRules;
import chat.parley.session.RequestCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Requests of members (protocol.md sections 10 and 12): who sends it is proven first, then the command is
/// read, then it is paid for, as on the socket. Answered within 5 s; nothing blocks.
@Singleton
final class CommandRequests {

    private final Gate gate;
    private final CommandReader reader;
    private final RequestCommands commands;
    private final Vertx vertx;

    CommandRequests(Gate gate, CommandReader reader, RequestCommands commands, Vertx vertx) {
        this.gate = gate;
        this.reader = reader;
        this.commands = commands;
        this.vertx = vertx;
    }

    /// Reads something about a room for a proven user, at the price of a request that reads.
    <T> Uni<T> read(Optional<String> authorization, String room, BiFunction<User, RoomId, Future<T>> action) {
        return uni(() -> gate.enter(authorization).compose(proof -> {
            RoomId id = new RoomId(room);
            KeyRules.checkRead(proof, id);
            return action.apply(proof.user(), id);
        }));
    }

    /// Reads something about a room as a command does.
    Uni<Ok> read(Optional<String> authorization, Supplier<Command> command) {
        return uni(() -> gate.enter(authorization).compose(proof -> {
            Command read = command.get();
            KeyRules.check(proof, read);
            return commands.carryOut(proof.user(), proof, read).<Ok>map(ok -> ok);
        }));
    }

    /// Reads something about all rooms.
    <T> Uni<T> readAll(Optional<String> authorization, Supplier<Future<T>> action) {
        return uni(() -> gate.enter(authorization).compose(proof -> {
            KeyRules.checkReadAll(proof);
            return action.get();
        }));
    }

    /// Carries out one command.
    ///
    /// @param body the request's, or null
    Uni<Ok> answer(Optional<String> authorization, byte @Nullable [] body, CommandFields fields) {
        return answer(authorization, body, _ -> fields);
    }

    /// The same, for a command that depends on whose it is.
    Uni<Ok> answer(Optional<String> authorization, byte @Nullable [] body, Function<User, CommandFields> fieldsOf) {
        return answer(authorization, body, fieldsOf, _ -> {});
    }

    /// Sends an event.
    ///
    /// @param all whether the request sends to everybody, or else to a room
    Uni<Ok> emit(Optional<String> authorization, byte @Nullable [] body, CommandFields fields, boolean all) {
        return answer(authorization, body, _ -> fields, command -> {
            EmitTarget to = ((EphemeralCommand.Emit) command).to();
            if (all != (to == EmitTarget.ALL)) {
                throw Problem.badRequest(
                        all
                                ? "to: expected \"all\", got \"" + to.wire()
                                        + "\"; POST /api/rooms/{room}/events sends to a room"
                                : "to: expected \"room\" or \"others\", got \"" + to.wire()
                                        + "\"; POST /api/events sends to all");
            }
        });
    }

    private Uni<Ok> answer(
            Optional<String> authorization,
            byte @Nullable [] body,
            Function<User, CommandFields> fieldsOf,
            Consumer<Command> check) {
        return uni(() -> gate.prove(authorization).compose(proof -> {
            gate.pay(proof, 1);
            CommandFields fields = fieldsOf.apply(proof.user());
            Command command = reader.read(RequestText.of(body), fields.fixed(), fields.absent());
            check.accept(command);
            KeyRules.check(proof, command);
            gate.pay(proof, RequestCommands.cost(command) - 1);
            return commands.known(proof)
                    .compose(user -> commands.carryOut(user, proof, command).<Ok>map(ok -> ok));
        }));
    }

    /// Sends the messages of a batch, in its order in each room. Each counts as one message; what follows a
    /// refused one is tried all the same.
    Uni<BatchAnswers> batch(Optional<String> authorization, byte @Nullable [] body) {
        return uni(() -> gate.prove(authorization).compose(proof -> {
            gate.pay(proof, 1);
            List<String> items = BatchItems.of(RequestText.of(body));
            return commands.known(proof).compose(user -> {
                RequestCommands.Sends sends = commands.sends(user, proof);
                List<Future<BatchAnswers.Answer>> answers = new ArrayList<>(items.size());
                for (int i = 0; i < items.size(); i++) {
                    answers.add(BatchAnswer.of(sent(proof, sends, items.get(i), i > 0)));
                }
                return Future.join(answers)
                        .map(all -> new BatchAnswers(
                                answers.stream().map(Future::result).toList()));
            });
        }));
    }

    /// The first message is paid for with the request.
    private Future<Ok> sent(VerifiedToken proof, RequestCommands.Sends sends, String item, boolean pays) {
        try {
            if (pays) {
                gate.pay(proof, 1);
            }
            Command command = reader.read(item, Map.of("op", "send"), Map.of("cid", CommandFields.newCid()));
            KeyRules.check(proof, command);
            return Deadline.of(vertx, sends.next((Command.Send) command).map(sent -> sent));
        } catch (Problem refused) {
            return Future.failedFuture(refused);
        }
    }

    private <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom()
                .completionStage(() -> Deadline.of(vertx, work.get()).toCompletionStage());
    }
}
