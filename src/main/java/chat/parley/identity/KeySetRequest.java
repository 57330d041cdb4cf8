package chat.parley.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/// Requests the issuer's keys (JWKS, RFC 7517) over HTTP, without blocking a thread: limited by the deadline
/// and by `MOST_BYTES` of an answer. An answer without keys is a failure: an issuer without keys has signed
/// nothing, and an error page in its place must not invalidate everybody's tokens.
final class KeySetRequest {

    /// Key sets of large issuers have some 20 KB.
    static final int MOST_BYTES = 256 * 1024;

    private static final int OK = 200;

    private final Vertx vertx;
    private final Duration deadline;
    private final HttpRequest request;
    private final HttpClient client;

    KeySetRequest(Vertx vertx, URI address, Duration deadline) {
        this.vertx = vertx;
        this.deadline = deadline;
        this.request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                // A cache may not have a new key yet.
                .header("Cache-Control", "no-cache")
                .build();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /// The keys; fails with a message for the log.
    Future<List<JsonWebKey>> get() {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        long timer = vertx.setTimer(deadline.toMillis(), _ -> answer.cancel(true));
        return Future.fromCompletionStage(answer)
                .onComplete(_ -> vertx.cancelTimer(timer))
                .map(KeySetRequest::keys)
                .recover(failure -> Future.failedFuture(new IOException(reason(failure), failure)));
    }

    private static List<JsonWebKey> keys(HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            throw new IllegalArgumentException("expected status 200, got " + answer.statusCode());
        }
        try {
            List<JsonWebKey> keys = List.copyOf(new JsonWebKeySet(answer.body()).getJsonWebKeys());
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("expected keys, got an empty set");
            }
            return keys;
        } catch (JoseException noKeys) {
            throw new IllegalArgumentException("expected a set of keys (RFC 7517), got something else", noKeys);
        }
    }

    private String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CancellationException
                ? "expected them within %d ms (parley.issuer.deadline)".formatted(deadline.toMillis())
                : "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }
}
