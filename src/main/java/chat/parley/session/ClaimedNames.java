package chat.parley.session;

import chat.parley.identity.IssuerConfig;
import chat.parley.identity.Tokens;
import chat.parley.identity.UserRecord;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.User;
import chat.parley.room.Rooms;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Whether the team's issuer decides the names of its users (`parley.issuer.names=claim`): then a name that has
/// changed there changes here at the next `hello`, and `rename` is refused. Guests keep theirs.
@Singleton
final class ClaimedNames {

    private final boolean claimed;
    private final Rooms rooms;

    ClaimedNames(IssuerConfig config, Rooms rooms) {
        this.claimed = config.names() == IssuerConfig.Names.CLAIM;
        this.rooms = rooms;
    }

    /// Fails with `forbidden` if the issuer decides this user's name.
    Future<Void> mayRename(VerifiedToken proven) {
        return claimed && proven.until().isPresent()
                ? Future.failedFuture(Problem.forbidden("expected the name that your issuer gives: it is changed there"
                        + " (parley.issuer.names=claim)"))
                : Future.succeededFuture();
    }

    /// The record of a user after `hello`, with the name that the issuer's token claims. A token of ours has the
    /// name of when it was issued, which is no claim. Beyond the limit of renames the name stays.
    ///
    /// @param token of the `hello`, if it had one
    Future<UserRecord> take(Optional<String> token, VerifiedToken proven, UserRecord known) {
        String name = proven.user().name();
        if (!claimed
                || known.user().name().equals(name)
                || token.filter(Tokens::isForeign).isEmpty()) {
            return Future.succeededFuture(known);
        }
        return rooms.rename(known.user(), new Name(name))
                .map(renamed -> new UserRecord(new User(renamed.id(), renamed.name()), known.fresh(), known.rooms()))
                .recover(failure -> failure instanceof Problem problem && problem.code() == ProblemCode.RATE_LIMITED
                        ? Future.succeededFuture(known)
                        : Future.failedFuture(failure));
    }
}
