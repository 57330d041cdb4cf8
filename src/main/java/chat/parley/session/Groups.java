package chat.parley.session;

import chat.parley.limits.Deadline;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.Empty;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.RoomId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A session's commands to rooms that have roles: creates, renames and moderates them. Belongs to the
/// session's event loop.
final class Groups {

    private final Session session;
    private final GroupServices services;
    private final CommandOrder order;

    Groups(Session session, GroupServices services, CommandOrder order) {
        this.session = session;
        this.services = services;
        this.order = order;
    }

    /// Whether joining a public room that does not exist makes it.
    boolean joiningMakes() {
        return services.makers().include(session.roles());
    }

    /// Creates a room and then joins it as any member does.
    Future<Answer> create(Create create, Function<Command.Join, Future<Answer>> join) {
        return Deadline.of(
                        services.vertx(), services.create(session.user(), session.session(), session.roles(), create))
                .compose(room -> join.apply(new Command.Join(create.ref(), room, Optional.empty())));
    }

    Future<Answer> moderate(Moderate moderate) {
        return done(
                moderate.room(),
                () -> services.moderation()
                        .moderate(
                                session.user(),
                                moderate,
                                session.power(moderate.room()).moderates()));
    }

    Future<Answer> retitle(Command.Retitle retitle) {
        return done(
                retitle.room(),
                () -> services.moderation()
                        .retitle(
                                session.user(),
                                retitle,
                                session.power(retitle.room()).moderates()));
    }

    Future<Answer> set(Command.SetRoom set) {
        return done(
                set.room(),
                () -> services.moderation()
                        .set(session.user(), set, session.power(set.room()).moderates()));
    }

    Future<Answer> changeTopic(Command.ChangeTopic topic) {
        return done(
                topic.room(),
                () -> services.moderation()
                        .changeTopic(
                                session.user(),
                                topic,
                                session.power(topic.room()).moderates()));
    }

    private Future<Answer> done(RoomId room, Supplier<Future<Void>> work) {
        return order.alone(room, () -> Deadline.of(services.vertx(), work.get()))
                .map(_ -> Answer.of(new Empty()));
    }
}
