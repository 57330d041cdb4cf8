package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.BotKey;
import chat.parley.kit.Commands;
import chat.parley.kit.Connection;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what: the table of `src/docs/protocol.md` section 11, role by room by scope by command, over the
/// socket and over HTTP.
@Lane(Lane.PROTOCOL)
final class KeyMatrixIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final Path PAGE = Path.of("src/docs/protocol.md");
    private static final String FORBIDDEN = "forbidden";
    private static final String SKIPPED = "–";
    private static final List<String> SCOPES = List.of("read", "send", "emit", "rooms", "moderate", "admin");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Map<String, BotKey> KEYS = new LinkedHashMap<>();
    private static final Map<String, Connection> BOTS = new LinkedHashMap<>();

    /// One row.
    ///
    /// @param what the command, and in brackets which of its forms
    /// @param scopes those that allow it; in brackets those with which the bot's own role decides; `any`, `none`
    record Row(
            String what,
            String outsider,
            String member,
            String moderator,
            String owner,
            String scopes,
            String keyInPublic,
            String keyInPrivate,
            String foreign) {

        String op() {
            return what.split(" ", 2)[0];
        }

        boolean is(String form) {
            return what.contains("(" + form);
        }

        /// What a key with this scope alone gets where the bot is no member of a public room, is a member of a
        /// private one, or can see nothing.
        String expected(String scope, String place) {
            List<String> words = List.of(scopes.split(", "));
            if (words.contains(scope) || words.contains("any")) {
                return switch (place) {
                    case "public" -> keyInPublic;
                    case "private" -> keyInPrivate;
                    default -> foreign;
                };
            }
            return words.contains("(" + scope + ")") && !place.equals("foreign")
                    ? member
                    : words.contains("(" + scope + ")") ? foreign : FORBIDDEN;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Row> rows() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- matrix: begin -->"), page.indexOf("<!-- matrix: end -->"));
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.split("\\|"))
                        .skip(1)
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .map(cells -> new Row(
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        cells.get(5),
                        cells.get(6),
                        cells.get(7),
                        cells.get(8)))
                .toList();
    }

    @BeforeAll
    static void makesKeys() {
        String admin = SignedToken.of("admin222222222222", "Admin", "admin");
        for (String scope : SCOPES) {
            BotKey key = BotKey.made(PODS.here(), admin, "Bot " + scope, scope);
            KEYS.put(scope, key);
            // One for operators alone has no connection.
            if (!scope.equals("admin")) {
                Connection connection = Connection.to(PODS.there());
                connection.helloWith(key.text());
                BOTS.put(scope, connection);
            }
        }
    }

    @AfterAll
    static void hangsUp() {
        BOTS.values().forEach(Connection::close);
    }

    @Test
    void tableHasEveryCommand() throws IOException {
        String known;
        try (Member ada = Member.named("Ada", PODS.here())) {
            known = ada.refused().command("no-such-command").get("message").asText();
        }
        String list = known.substring(known.indexOf("expected ") + "expected ".length(), known.indexOf(", got"));
        TreeSet<String> expected =
                new TreeSet<>(List.of(list.replace(" or ", ", ").split(", +")));
        expected.remove("hello");
        TreeSet<String> listed = new TreeSet<>();
        rows().forEach(row -> listed.add(row.op()));
        assertEquals(expected, listed);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void overTheSocket(Row row) {
        try (Scene scene = new Scene()) {
            scene.runs(row, true);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void overHttp(Row row) {
        if (row.is("socket")) {
            return;
        }
        try (Scene scene = new Scene()) {
            scene.runs(row, false);
        }
    }

    /// A public room, a private one, and one that none of them sees, with a fresh owner: so that what one row
    /// does changes nothing for the next.
    private static final class Scene implements AutoCloseable {
        private final Member owner = Member.named("Olga", PODS.here());
        private final Member moderator = Member.named("Mona", PODS.here());
        private final Member member = Member.named("Max", PODS.there());
        private final Member writer = Member.named("Will", PODS.here());
        private final Member guest = Member.named("Gus", PODS.there());
        private final Member stranger = Member.named("Stan", PODS.here());
        private final Connection admin = Connection.to(PODS.here());
        private final String adminToken =
                SignedToken.of("admin" + System.nanoTime() % 10_000_000_000_000L + "22222", "Admin", "admin");
        private final String open = PodCluster.room() + "-" + System.nanoTime();
        private final String closed;
        private final String foreign;
        private final List<String> faults = new ArrayList<>();

        private Scene() {
            admin.helloWith(adminToken);
            owner.command("create", "title", "Open", "kind", "public", "room", open);
            List<String> invited = new ArrayList<>(List.of(moderator.id(), member.id(), writer.id()));
            KEYS.values().forEach(key -> invited.add(key.user()));
            closed = owner.command("create", "title", "Closed", "kind", "private", "members", invited)
                    .get("room")
                    .asText();
            foreign = stranger.command("create", "title", "Foreign", "kind", "private")
                    .get("room")
                    .asText();
            for (Member each : List.of(moderator, member, writer)) {
                each.joins(open);
            }
            for (String room : List.of(open, closed)) {
                owner.command("promote", "room", room, "user", moderator.id());
            }
        }

        private void runs(Row row, boolean socket) {
            boolean roomless = row.member().equals(SKIPPED);
            Map<String, Commands<JsonNode>> users = new LinkedHashMap<>();
            users.put("guest", by(guest, socket));
            users.put("admin", socket ? admin.tried() : http(PODS.here(), adminToken));
            users.forEach((name, user) -> {
                check(row, name + " in public", row.outsider(), user, open);
                if (!roomless) {
                    check(row, name + " elsewhere", row.foreign(), user, foreign);
                }
            });
            SCOPES.forEach(scope -> {
                if (!socket || BOTS.containsKey(scope)) {
                    Commands<JsonNode> bot = socket
                            ? Objects.requireNonNull(BOTS.get(scope)).tried()
                            : http(
                                    PODS.here(),
                                    Objects.requireNonNull(KEYS.get(scope)).text());
                    check(row, scope + " in public", row.expected(scope, "public"), bot, open);
                    if (!roomless) {
                        check(row, scope + " in private", row.expected(scope, "private"), bot, closed);
                        check(row, scope + " elsewhere", row.expected(scope, "foreign"), bot, foreign);
                        check(row, scope + " nowhere", row.expected(scope, "foreign"), bot, "g:no-such-room");
                    }
                }
            });
            if (!roomless) {
                for (String room : List.of(open, closed)) {
                    check(row, "member in " + room, row.member(), by(member, socket), room);
                    check(row, "moderator in " + room, row.moderator(), by(moderator, socket), room);
                    check(row, "owner in " + room, row.owner(), by(owner, socket), room);
                }
                check(row, "owner elsewhere", row.foreign(), by(owner, socket), foreign);
            }
            assertEquals(List.of(), faults);
        }

        private static Commands<JsonNode> by(Member user, boolean socket) {
            return socket ? user.tried() : http(PODS.here(), user.token());
        }

        private void check(Row row, String who, String expected, Commands<JsonNode> caller, String room) {
            if (expected.equals(SKIPPED)) {
                return;
            }
            JsonNode reply = caller.command(row.op(), fields(row, caller, room));
            String got = reply.has("ok") ? "ok" : reply.at("/error/code").asText();
            if (!expected.equals(got)) {
                faults.add(row.what() + ", " + who + ": expected " + expected + ", got " + reply);
            }
        }

        /// A message of the caller's own where they can send one, else of somebody else.
        private long own(Commands<JsonNode> caller, String room) {
            JsonNode sent = caller.command("send", "room", room, "cid", Member.cid(), "text", "mine");
            return sent.has("ok") ? sent.at("/ok/seq").asLong() : others(room);
        }

        private long others(String room) {
            return room.equals(open) || room.equals(closed)
                    ? writer.says(room, "theirs").get("seq").asLong()
                    : 1;
        }

        private Object[] fields(Row row, Commands<JsonNode> caller, String room) {
            String cid = Member.cid();
            return switch (row.op()) {
                case "ping", "rooms" -> new Object[] {};
                case "rename" -> new Object[] {"name", "Another"};
                case "block", "unblock" -> new Object[] {"user", stranger.id()};
                case "create" -> new Object[] {"title", "New", "kind", "private"};
                case "send" -> new Object[] {"room", room, "cid", cid, "text", "hello"};
                case "edit" -> new Object[] {"room", room, "seq", own(caller, room), "cid", cid, "text", "other"};
                case "delete" ->
                    new Object[] {"room", room, "seq", row.is("own") ? own(caller, room) : others(room), "cid", cid};
                case "react" -> new Object[] {"room", room, "seq", others(room), "cid", cid, "emoji", "👍", "on", true};
                case "emit" ->
                    row.is("to all")
                            ? new Object[] {"name", "tick", "to", "all"}
                            : new Object[] {"name", "tick", "to", "room", "room", room};
                case "received", "read", "receipts" -> new Object[] {"room", room, "seq", others(room)};
                case "reactors" -> new Object[] {"room", room, "seq", others(room), "emoji", "👍"};
                case "mark" -> new Object[] {"room", room, "seq", others(room)};
                case "notify" -> new Object[] {"room", room, "level", "all"};
                case "typing" -> new Object[] {"room", room, "on", false};
                case "members" ->
                    row.is("only") ? new Object[] {"room", room, "only", "muted"} : new Object[] {"room", room};
                case "set" -> new Object[] {"room", room, "write", "moderators"};
                case "title" -> new Object[] {"room", room, "title", "Titled"};
                case "topic" -> new Object[] {"room", room, "topic", "This and that"};
                case "promote", "demote" -> new Object[] {"room", room, "user", writer.id()};
                case "invite", "kick", "ban", "unban", "mute", "unmute" ->
                    new Object[] {"room", room, "user", stranger.id()};
                default -> new Object[] {"room", room};
            };
        }

        @Override
        public void close() {
            for (Member each : List.of(owner, moderator, member, writer, guest, stranger)) {
                each.close();
            }
            admin.close();
        }
    }

    /// Commands over HTTP: each returns what the socket's reply would hold.
    private static Commands<JsonNode> http(Pod pod, String proof) {
        return (op, fields) -> {
            List<Object> members = new ArrayList<>(List.of("op", op));
            members.addAll(List.of(fields));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + "/api/commands"))
                    .header("Authorization", "Bearer " + proof)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Frame.of(members.toArray())))
                    .build();
            try {
                HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                String name = answer.statusCode() == 200 ? "ok" : "error";
                return Frame.read("{\"" + name + "\":" + answer.body() + "}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        };
    }

    @Test
    void keyForCertainRoomsReachesNoOther() {
        String admin = SignedToken.of("admin222222222222", "Admin", "admin");
        String here = PodCluster.room() + "-n";
        String there = PodCluster.room() + "-n";
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.joins(here);
            ada.joins(there);
            BotKey key = BotKey.made(PODS.here(), admin, "Ticker", "read send emit rooms moderate", here);
            Commands<JsonNode> bot = http(PODS.there(), key.text());
            assertEquals("ok", outcome(bot.says(here, "tick")));
            ada.hears(here, "tick");
            for (JsonNode refused : List.of(
                    bot.says(there, "tick"),
                    bot.says("g:no-such-room", "tick"),
                    bot.says("@" + ada.id(), Member.cid(), "tick"),
                    bot.command("history", "room", there),
                    bot.command("rooms"),
                    bot.command("emit", "name", "tick", "to", "all"),
                    bot.command("create", "title", "New", "kind", "private"),
                    bot.command("kick", "room", there, "user", ada.id()))) {
                assertEquals(FORBIDDEN, outcome(refused), refused::toString);
            }
            assertTrue(ada.heard().all(Member.message(there)).isEmpty());
        }
    }

    private static String outcome(JsonNode reply) {
        return reply.has("ok") ? "ok" : reply.at("/error/code").asText();
    }
}
