package chat.parley.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks that a server does what the scripts need: its version, the rights of its user, and that it accepts
/// writes. A whole check uses the connection for reads, then the one for writes.
final class RedisProof {
    private static final RedisScript SCRIPT = RedisScript.of("probe.lua");

    /// Errors of a call that was permitted: the probed key has another type.
    private static final List<String> HARMLESS = List.of("WRONGTYPE", "not an integer");

    private final RedisScript script;
    private final RedisVersion oldest;
    private final KeyPrefix prefix;

    RedisProof(boolean clustered, KeyPrefix prefix) {
        this.prefix = prefix;
        script = clustered ? SCRIPT.sharded().orElse(SCRIPT) : SCRIPT;
        oldest = clustered ? RedisVersion.OLDEST_CLUSTER : RedisVersion.OLDEST;
    }

    /// What the server lacks; fails if it does not answer.
    ///
    /// @param whole tries every command, and EVAL beside EVALSHA, which is not needed once a script is cached
    Future<Optional<MissingFeature>> of(RedisServerAt server, boolean whole) {
        if (!whole) {
            return digest(server)
                    .recover(failure ->
                            failure instanceof UnknownScript ? of(server, true) : Future.failedFuture(failure));
        }
        return read("EVAL", call(server, false, Command.EVAL, script.text(), "whole"))
                .compose(lack -> lack.isPresent() ? Future.succeededFuture(lack) : digest(server));
    }

    private Future<Optional<MissingFeature>> digest(RedisServerAt server) {
        return read("EVALSHA", call(server, true, Command.EVALSHA, script.sha(), ""));
    }

    private Future<Response> call(RedisServerAt server, boolean append, Command command, String script, String extent) {
        ScriptCall call = SCRIPT.call()
                .key("probe", prefix.key("proof:{" + server.tag() + "}"))
                .arg("extent", extent);
        return server.connections().pipeline(append).call(RedisStore.request(command, script, call));
    }

    private Future<Optional<MissingFeature>> read(String command, Future<Response> answer) {
        return answer.map(this::lack).recover(failure -> refused(command, failure));
    }

    private Future<Optional<MissingFeature>> refused(String command, Throwable failure) {
        return switch (failure) {
            case StoreUnavailable unavailable
            when unavailable.code().isPresent() ->
                Future.succeededFuture(Optional.of(MissingFeature.of(prefix, command, unavailable.error())));
            case UnexpectedAnswer answer ->
                Future.succeededFuture(Optional.of(MissingFeature.of(prefix, command, answer.error())));
            default -> Future.failedFuture(failure);
        };
    }

    private Optional<MissingFeature> lack(Response answer) {
        List<String> parts = answer.stream().map(Response::toString).toList();
        Map<String, String> errors = new LinkedHashMap<>();
        for (int i = 1; i < parts.size(); i += 2) {
            errors.putIfAbsent(parts.get(i), parts.get(i + 1));
        }
        errors.values().removeIf(error -> HARMLESS.stream().anyMatch(error::contains));
        return lack(prefix, parts.getFirst(), errors, oldest);
    }

    /// @param info the answer to `INFO server`; `""` if the user may not run it
    /// @param errors by command
    static Optional<MissingFeature> lack(
            KeyPrefix prefix, String info, Map<String, String> errors, RedisVersion oldest) {
        List<String> denied = new ArrayList<>();
        Optional<MissingFeature> other = Optional.empty();
        for (Map.Entry<String, String> error : errors.entrySet()) {
            RedisErrorCode code = RedisErrorCode.of(error.getValue()).orElse(RedisErrorCode.OTHER);
            if (code == RedisErrorCode.NOPERM) {
                denied.add(error.getKey());
            } else if (other.isEmpty()) {
                other = Optional.of(
                        code == RedisErrorCode.OTHER
                                ? new MissingFeature("expected a Redis that knows " + error.getKey(), error.getValue())
                                : MissingFeature.of(code, error.getValue()));
            }
        }
        if (!denied.isEmpty()) {
            return Optional.of(MissingFeature.ofRights(prefix, denied, String.valueOf(errors.get(denied.getFirst()))));
        }
        Optional<MissingFeature> unfit = other;
        return release(info, oldest).or(() -> unfit);
    }

    private static Optional<MissingFeature> release(String info, RedisVersion oldest) {
        Optional<RedisVersion> version = RedisVersion.of(info);
        if (version.isEmpty() || !info.contains(RedisStore.RUN_ID)) {
            return Optional.of(new MissingFeature(
                    "expected INFO server to tell redis_version and run_id, which a restart changes", ""));
        }
        return version.filter(found -> found.compareTo(oldest) < 0)
                .map(found -> new MissingFeature("expected Redis " + oldest + " or later, found " + found, ""));
    }
}
