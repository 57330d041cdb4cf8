package chat.parley.api;

import chat.parley.protocol.Cid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says of its command outside of its body: in its path, query and headers.
///
/// @param fixed fields that go before the body's
/// @param absent fields for a body without them
record CommandFields(Map<String, Object> fixed, Map<String, Object> absent) {

    /// The header is a string of structured fields (RFC 9651), so it may have quotes.
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

    CommandFields {
        fixed = Map.copyOf(fixed);
        absent = Map.copyOf(absent);
    }

    /// Those of a request whose body holds the whole command.
    static CommandFields none() {
        return new CommandFields(Map.of(), Map.of());
    }

    static CommandFields of(String op) {
        return none().with("op", op);
    }

    CommandFields with(String name, Object value) {
        return new CommandFields(and(fixed, name, value), absent);
    }

    CommandFields unless(String name, Object value) {
        return new CommandFields(fixed, and(absent, name, value));
    }

    /// The `cid`: the header `Idempotency-Key` goes before the query's, that before the body's. Without any,
    /// a new one, so that a repeated request is a new message (protocol.md section 12). A malformed one of the
    /// query is refused even beside a header.
    CommandFields cid(Optional<String> idempotencyKey, Optional<String> query) {
        Optional<String> given = query.filter(cid -> !cid.isEmpty());
        return given.filter(cid -> !Cid.fits(cid))
                .or(() -> idempotencyKey.map(CommandFields::unquoted))
                .or(() -> given)
                .map(cid -> with("cid", cid))
                .orElseGet(() -> unless("cid", newCid()));
    }

    private static String unquoted(String key) {
        Matcher quoted = QUOTED.matcher(key);
        return quoted.matches() ? quoted.group(1) : key;
    }

    static String newCid() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, Object> and(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return more;
    }
}
