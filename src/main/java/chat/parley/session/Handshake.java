package chat.parley.session;

import chat.parley.failure.Problems;
import chat.parley.identity.Guests;
import chat.parley.identity.RedisUsers;
import chat.parley.identity.Tokens;
import chat.parley.identity.UserRecord;
import chat.parley.identity.VerifiedToken;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.limits.SentLimits;
import chat.parley.presence.Pod;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Command;
import chat.parley.protocol.HelloOk;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Carries out `hello`: who the user is, which rooms they are in, and what they have missed (protocol.md
/// sections 1 and 4).
@Singleton
public final class Handshake {

    private final Tokens tokens;
    private final Guests guests;
    private final RedisUsers users;
    private final RedisQuota quota;
    private final SessionResume sessionResume;
    private final Sessions sessions;
    private final StoreClock clock;
    private final LimitsConfig limits;
    private final HeartbeatConfig heartbeat;
    private final Pod pod;
    private final ClaimedNames names;
    private final boolean guestsAllowed;
    private final Renewals renewals;

    public Handshake(
            Tokens tokens,
            Guests guests,
            RedisUsers users,
            RedisQuota quota,
            SessionResume sessionResume,
            Sessions sessions,
            StoreClock clock,
            LimitsConfig limits,
            HeartbeatConfig heartbeat,
            Pod pod,
            ClaimedNames names,
            @ConfigProperty(name = "parley.guests", defaultValue = "true") boolean guestsAllowed) {
        this.tokens = tokens;
        this.guests = guests;
        this.users = users;
        this.quota = quota;
        this.sessionResume = sessionResume;
        this.sessions = sessions;
        this.clock = clock;
        this.limits = limits;
        this.heartbeat = heartbeat;
        this.pod = pod;
        this.names = names;
        this.guestsAllowed = guestsAllowed;
        this.renewals = new Renewals(limits, System::nanoTime);
    }

    /// Verifies the token or key of a `hello`, if it has one. Only a key queries the store, and that is bounded
    /// by itself, so it is done before the `hello` has its turn; a token may have to wait for the keys of its
    /// issuer. Fails with `forbidden` for a key that is for `/api/admin` alone.
    Future<Optional<VerifiedToken>> proof(Session session, Command.Hello hello) {
        Optional<String> token = session.authenticated() ? hello.token() : token(session, hello);
        return token.map(its -> tokens.prove(its).map(proven -> {
                    KeyRules.check(proven, hello);
                    return Optional.of(proven);
                }))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /// The first `hello` of a connection, or one that renews it in place. The user's topic is subscribed
    /// before their list of rooms is read, so that no change in between is missed.
    ///
    /// @param proof of its token, if it has one
    Future<Answer> hello(Session session, Command.Hello hello, Optional<VerifiedToken> proof) {
        if (session.known().isPresent() && session.authenticated()) {
            return renew(session, hello, proof);
        }
        int attempt = session.attempt();
        return identify(session, hello, proof)
                .compose(token -> stillWanted(session, attempt, token))
                .map(proven -> {
                    session.credentials().prove(proven);
                    return proven.user();
                })
                .compose(user -> sessions.authenticated(session, user).map(user))
                .compose(users::hello)
                .compose(known -> stillWanted(session, attempt, known))
                .compose(known ->
                        names.take(token(session, hello), session.credentials().proven(), known))
                .compose(known -> {
                    session.setUser(known.user());
                    return welcome(session, hello, known, attempt);
                });
    }

    /// A `hello` that already got a reply because it timed out changes nothing.
    private static <T> Future<T> stillWanted(Session session, int attempt, T result) {
        return session.attempt() == attempt ? Future.succeededFuture(result) : Future.failedFuture(Problems.tooLate());
    }

    private static Optional<String> token(Session session, Command.Hello hello) {
        return hello.token().or(session.credentials()::upgradeToken);
    }

    private Future<VerifiedToken> identify(Session session, Command.Hello hello, Optional<VerifiedToken> proof) {
        if (proof.isPresent()) {
            return tokens.stillGood(proof.get());
        }
        if (!guestsAllowed) {
            return Future.failedFuture(
                    Problem.unauthenticated("expected a token: guests are not allowed here (parley.guests)"));
        }
        if (!PublicAddress.is(session.address())) {
            return Future.succeededFuture(VerifiedToken.guest(guests.make(hello.name()), clock.millis()));
        }
        return quota.use(
                        "guests:" + session.address(),
                        limits.guestsPerMinute(),
                        Duration.ofMinutes(1),
                        "expected at most " + limits.guestsPerMinute()
                                + " new guests a minute from one address (parley.limits.guests-per-minute)")
                .map(_ -> VerifiedToken.guest(guests.make(hello.name()), clock.millis()));
    }

    /// Only the same user may renew the connection.
    private Future<Answer> renew(Session session, Command.Hello hello, Optional<VerifiedToken> proof) {
        if (proof.isEmpty()) {
            return Future.failedFuture(Problem.conflict("expected one hello, or a token of the same user to renew it"));
        }
        String user = session.user().id();
        Optional<Problem> refusal = renewals.take(user, session.address(), Cost.ofRenewal(hello));
        if (refusal.isPresent()) {
            return Future.failedFuture(refusal.get());
        }
        return renewed(session, hello, proof.get())
                .onSuccess(answer -> renewals.pay(user, session.address(), Cost.ofEvents((HelloOk) answer.ok())));
    }

    private Future<Answer> renewed(Session session, Command.Hello hello, VerifiedToken proof) {
        return tokens.stillGood(proof).compose(proven -> {
            if (!proven.user().id().equals(session.user().id())) {
                return Future.failedFuture(new CloseException(CloseCode.BAD_TOKEN, "the token is another user's"));
            }
            session.credentials().prove(proven);
            UserRecord known = new UserRecord(session.user(), false, session.rooms());
            return users.seen(known.user().id())
                    .compose(_ -> names.take(hello.token(), proven, known))
                    .compose(named -> {
                        session.setUser(named.user());
                        return welcome(session, hello, named, session.attempt());
                    });
        });
    }

    private Future<Answer> welcome(Session session, Command.Hello hello, UserRecord known, int attempt) {
        return sessionResume
                .of(session, hello.resume(), known, token(session, hello).isPresent(), attempt)
                .compose(rooms -> freshToken(session.credentials().proven().called(known.user()))
                        .map(token -> new Answer(ok(session, known.user(), token, rooms), rooms::open)));
    }

    /// A key stays what proves its bot: a token would outlive it.
    private Future<Optional<String>> freshToken(VerifiedToken proven) {
        return proven.key().isPresent()
                ? Future.succeededFuture(Optional.empty())
                : tokens.issue(proven).map(Optional::of);
    }

    private HelloOk ok(Session session, User user, Optional<String> token, SessionResume.Rooms rooms) {
        return new HelloOk(
                session.session(),
                user,
                token,
                clock.millis(),
                heartbeat.interval().toMillis(),
                session.grant().isPresent() ? SentLimits.ofKey(limits) : SentLimits.of(limits),
                pod.name(),
                rooms.states());
    }
}
