package chat.parley.api;

import chat.parley.identity.IssuerConfig;
import chat.parley.identity.RedisRevocations;
import chat.parley.identity.SubjectId;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Where an operator revokes a user's tokens: `POST /q/revocations?user=<id>`, or `?subject=<sub>` for users
/// with tokens of the team's own issuer. On the management port only, and with a token that has the role
/// `operator`: access to that port alone does not entitle anyone to log others out.
@Singleton
final class RevocationRoute {

    private static final Logger LOG = Logger.getLogger(RevocationRoute.class);
    private static final int NO_CONTENT = 204;

    private final Gate gate;
    private final RedisRevocations revocations;
    private final IssuerConfig issuer;
    private final FrameWriter frames;

    RevocationRoute(Gate gate, RedisRevocations revocations, IssuerConfig issuer, FrameWriter frames) {
        this.gate = gate;
        this.revocations = revocations;
        this.issuer = issuer;
        this.frames = frames;
    }

    void register(@Observes ManagementInterface management) {
        management.router().post("/q/revocations").handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        gate.prove(Optional.ofNullable(exchange.request().getHeader("Authorization")))
                .compose(operator -> revoke(operator, exchange))
                .onSuccess(_ -> exchange.response().setStatusCode(NO_CONTENT).end())
                .onFailure(failure -> refuse(exchange, Refusals.of(failure)));
    }

    private Future<Void> revoke(VerifiedToken operator, RoutingContext exchange) {
        if (!operator.roles().contains(VerifiedToken.OPERATOR)) {
            return Future.failedFuture(
                    Problem.forbidden("expected a token with the role \"" + VerifiedToken.OPERATOR + "\""));
        }
        String user = User.checkedId(target(exchange));
        if (User.isBot(user)) {
            return Future.failedFuture(Problem.badRequest(
                    "user: expected a user with tokens, got a bot; DELETE /api/admin/keys/{id} ends its key"));
        }
        LOG.infof("revoked user=%s by=%s", user, operator.user().id());
        return revocations.revoke(user);
    }

    private String target(RoutingContext exchange) {
        String subject = exchange.request().getParam("subject");
        if (subject == null) {
            return exchange.request().getParam("user", "");
        }
        return issuer.name()
                .map(name -> SubjectId.of(name, subject))
                .orElseThrow(
                        () -> Problem.badRequest("subject: expected an issuer (parley.issuer.name); use user=<id>"));
    }

    private void refuse(RoutingContext exchange, Refusal refusal) {
        exchange.response().setStatusCode(refusal.status()).putHeader("Content-Type", Refusal.MEDIA_TYPE);
        refusal.headers().forEach(exchange.response()::putHeader);
        exchange.response().end(Buffer.buffer(refusal.body(frames)));
    }
}
