package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.BotKey;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The console (`/console`), where developers try the protocol's commands.
@Lane(Lane.SCREENS)
final class ConsoleIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    private static final String OPERATOR = SignedToken.of("operator33333333", "Olga", "admin");
    private static final Path DOCUMENT = Path.of("src/main/resources/META-INF/resources/asyncapi.yaml");
    private static final Pattern MAKING = Pattern.compile("(?s)### Getting in.*?```sh\n(.*?)```");
    private static final int PHONE = 390;
    private static final int HIGH = 844;
    private static final String MOST = "500";

    private static String address(Pod pod) {
        return BrowserFixture.address(pod) + "console";
    }

    private static Visitor operator(Pod pod, String locale) {
        Visitor operator = FIXTURE.atTheDoor(address(pod), locale);
        comesWith(operator.page(), OPERATOR);
        assertThat(operator.at("#state")).hasAttribute("data-state", "open");
        return operator;
    }

    private static void comesWith(Page page, String proof) {
        page.locator("#proof").fill(proof);
        page.locator("#proof").press("Enter");
    }

    /// Chooses a command and fills in its fields, name and value alternating.
    private static void fillsIn(Visitor visitor, String op, String... fields) {
        visitor.at("#commands [data-op='" + op + "']").click();
        assertThat(visitor.at("#command-title")).hasText(op);
        for (int i = 0; i < fields.length; i += 2) {
            visitor.at("#field-" + fields[i]).fill(fields[i + 1]);
        }
    }

    private static Locator entries(Visitor visitor, String kind, String name) {
        return visitor.at("#entries li[data-kind='" + kind + "'][data-name='" + name + "']");
    }

    private static void joins(Visitor visitor, String room) {
        fillsIn(visitor, "join", "room", room);
        visitor.at("#send").click();
        assertThat(visitor.at("#outcome")).containsText("join: done");
    }

    @Test
    void commandsOfTheDocumentAreFilledInSentAndAnsweredBesideTheEvents() throws IOException {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", FIXTURE.there())) {
            Visitor olga = operator(FIXTURE.here(), "en-GB");
            assertEquals(ops(), olga.at("#commands code").allTextContents());
            assertThat(entries(olga, "sent", "hello")).containsText("•••");
            assertThat(entries(olga, "reply", "hello")).containsText("\"session\"");

            joins(olga, room);
            ada.joins(room);
            fillsIn(olga, "send", "room", room, "text", "<img src=x onerror=alert(1)>");
            olga.at("#field-text").press("Control+Enter");
            assertThat(olga.at("#outcome")).containsText("send: done");
            assertThat(entries(olga, "reply", "send")).containsText("\"duplicate\":false");
            assertThat(entries(olga, "event", "message")).containsText("<img src=x onerror=alert(1)>");
            assertThat(olga.at("#entries img")).hasCount(0);
            ada.hears(room, "<img src=x onerror=alert(1)>");

            ada.says(room, "beside");
            assertThat(entries(olga, "event", "message")).hasCount(2);
            Locator beside = entries(olga, "event", "message").last();
            beside.locator("summary").click();
            assertThat(beside.locator("pre")).containsText("\"text\": \"beside\"");
            Locator reply = entries(olga, "reply", "send");
            assertTrue(reply.boundingBox().x < beside.boundingBox().x, "events stand beside replies");
            assertTrue(reply.boundingBox().y < beside.boundingBox().y, "in the order in which they came");
        }
    }

    /// The names in the document, those of a message for several commands one by one.
    private static List<String> ops() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile());
        return document.get("operations")
                .valueStream()
                .filter(operation -> operation.get("action").asText().equals("receive"))
                .map(operation ->
                        document.at(operation.at("/messages/0/$ref").textValue().substring(1)))
                .map(message -> document.at(message.get("$ref").textValue().substring(1)))
                .map(message ->
                        document.at(message.at("/payload/$ref").textValue().substring(1)))
                .map(schema -> schema.at("/properties/op"))
                .flatMap(op -> op.has("const")
                        ? Stream.of(op.get("const").textValue())
                        : document.at(op.get("$ref").textValue().substring(1))
                                .get("enum")
                                .valueStream()
                                .map(JsonNode::textValue))
                .toList();
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        Visitor olga = operator(FIXTURE.here(), "en-GB");
        fillsIn(olga, "history");
        olga.at("#send").click();
        assertThat(olga.at("#fault-room")).hasText("This is required.");
        assertThat(olga.at("#field-room")).isFocused();
        assertThat(olga.at("#field-room")).hasAttribute("aria-invalid", "true");
        fillsIn(olga, "history", "room", "No Room", "limit", "101", "before", "x");
        olga.at("#send").click();
        assertThat(olga.at("#fault-room")).containsText("Expected a text that matches");
        assertThat(olga.at("#fault-limit")).hasText("Expected at most 100.");
        assertThat(olga.at("#fault-before")).hasText("Expected integer.");
        fillsIn(olga, "history", "room", "lobby", "limit", "1", "before", "7", "after", "3");
        olga.at("#send").click();
        assertThat(olga.at("#fault-after")).containsText("only one of these: before, after");
        fillsIn(olga, "send", "room", "lobby", "data", "{");
        olga.at("#send").click();
        assertThat(olga.at("#fault-data")).containsText("This is not JSON");
        assertThat(entries(olga, "sent", "history")).hasCount(0);

        fillsIn(olga, "members", "room", "no-such-room", "query", "");
        olga.at("#send").click();
        assertThat(olga.at("#fault-room")).containsText("The server: expected a room that exists");
        assertThat(olga.at("#outcome")).containsText("refused, not_found");

        olga.at("#as").click();
        olga.at("#raw").fill("[]");
        olga.at("#send").click();
        assertThat(olga.at("#fault-raw")).hasText("Expected object.");
        olga.at("#raw").fill("{\"op\":\"dance\",\"ref\":\"a\"}");
        olga.at("#send").click();
        assertThat(entries(olga, "reply", "dance")).containsText("unsupported");
        olga.at("#raw").fill("{\"op\":\"members\",\"ref\":\"a\",\"room\":\"lobby\"}");
        olga.at("#as").click();
        assertThat(olga.at("#field-room")).hasValue("lobby");
    }

    @Test
    void whatIsCopiedWorksElsewhereAndHasNoTokenInIt() {
        Visitor olga = operator(FIXTURE.here(), "en-GB");
        olga.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        String room = PodCluster.room();
        joins(olga, room);
        fillsIn(olga, "send", "room", room, "text", "it's " + OPERATOR, "cid", "once");
        String curl = copies(olga, "#curl");
        assertFalse(curl.contains(OPERATOR), curl);
        fillsIn(olga, "send", "text", "it's \"me\"; $HOME `x`");
        Path shell = Program.named("sh", "what the console copies");
        Program.named("curl", "what the console copies");
        String answer =
                Program.run(shell, Path.of("."), "-ec", "PARLEY_TOKEN=" + OPERATOR + "\n" + copies(olga, "#curl"));
        assertEquals(room, Frame.read(answer).path("room").asText(), answer);
        assertThat(entries(olga, "event", "message")).containsText("it's \\\"me\\\"; $HOME `x`");
        fillsIn(olga, "set", "room", room, "title", "Copied");
        answer = Program.run(shell, Path.of("."), "-ec", "PARLEY_TOKEN=" + OPERATOR + "\n" + copies(olga, "#curl"));
        assertEquals("forbidden", Frame.read(answer).path("code").asText(), answer);

        String script = copies(olga, "#script");
        assertTrue(script.contains("token: process.env.PARLEY_TOKEN"), script);
        assertTrue(script.contains("chat.request(\"set\", {"), script);
        fillsIn(olga, "typing", "room", room);
        assertThat(olga.at("#curl")).isDisabled();
        fillsIn(olga, "hello", "token", OPERATOR);
        assertFalse(copies(olga, "#script").contains(OPERATOR), "a token in what is copied");
    }

    private static String copies(Visitor visitor, String button) {
        visitor.at(button).click();
        assertThat(visitor.at("#copied [role=status]")).containsText("Copied.");
        String copied = (String) visitor.page().evaluate("navigator.clipboard.readText()");
        assertThat(visitor.at("#copied pre")).hasText(copied);
        return copied;
    }

    @Test
    void listIsFilteredPausedAndBounded() {
        Visitor olga = operator(FIXTURE.here(), "en-GB");
        String room = PodCluster.room();
        joins(olga, room);
        try (Member ada = Member.named("Ada", FIXTURE.there())) {
            ada.joins(room);
            ada.says(room, "one");
            assertThat(entries(olga, "event", "message")).hasCount(1);
            olga.at("#of-room").fill(room);
            assertThat(entries(olga, "reply", "hello")).hasCount(0);
            assertThat(entries(olga, "reply", "join")).hasCount(1);
            olga.at("#of-name").selectOption("message");
            assertThat(olga.at("#entries li")).hasCount(1);

            olga.at("#pause").click();
            ada.says(room, "two");
            assertThat(olga.at("#journal-state")).containsText("more since");
            assertThat(olga.at("#entries li")).hasCount(1);
            olga.at("#pause").click();
            assertThat(olga.at("#entries li")).hasCount(2);

            olga.at("#of-name").selectOption("");
            for (int i = 0; i < 520; i++) {
                ada.pipelined().says(room, "many " + i);
            }
            assertThat(olga.at("#entries")).containsText("many 519");
            olga.at("#of-room").fill("");
            assertThat(olga.at("#journal-state")).containsText("The oldest are gone");
            assertEquals(MOST, String.valueOf(olga.at("#entries li").count()));
            olga.at("#clear").click();
            assertThat(olga.at("#entries li")).hasCount(0);
        }
    }

    @Test
    void onlyWhoeverHasTheRoleGetsInAndNothingIsLeftBehind() {
        try (Member guest = Member.named("Guest", FIXTURE.here())) {
            // A browser logs each refused request.
            Page page = FIXTURE.profile("en-GB").newPage();
            page.navigate(address(FIXTURE.here()));
            assertThat(page.locator("#door")).isVisible();
            comesWith(page, guest.token());
            assertThat(page.locator("#door-state")).containsText("you are no operator");
            comesWith(page, "no-token-at-all");
            assertThat(page.locator("#door-state")).containsText("not accepted any more");
            assertThat(page.locator("#commands")).hasCount(0);
        }
        Visitor olga = operator(FIXTURE.here(), "en-GB");
        String kept = (String) olga.page().evaluate("location.href + JSON.stringify(localStorage)");
        assertFalse(kept.contains(OPERATOR), "a token in an address, or kept beyond the tab");
        olga.page().reload();
        assertThat(olga.at("#state")).hasAttribute("data-state", "open");
        olga.at("#leave").click();
        assertThat(olga.at("#door")).isVisible();
        assertEquals(
                "{}", olga.page().evaluate("JSON.stringify(sessionStorage).replace(/\"parley.repairs\":\"0\"/, '')"));
    }

    @Test
    void operatorTriesWhatAKeyMayDo() {
        BotKey key = BotKey.made(FIXTURE.here(), OPERATOR, "Ticker", "send");
        Visitor olga = operator(FIXTURE.here(), "en-GB");
        olga.at("#who").selectOption("other");
        olga.at("#other").fill(key.text());
        olga.at("#connect").click();
        assertThat(olga.at("#state")).containsText("Connected as Ticker");
        fillsIn(olga, "history", "room", "lobby");
        olga.at("#send").click();
        assertThat(olga.at("#outcome")).containsText("refused, forbidden");
        olga.at("#disconnect").click();
        assertThat(olga.at("#state")).containsText("The connection ended with 1000.");
        olga.at("#send").click();
        assertThat(olga.at("#outcome")).containsText("There is no connection");
        olga.at("#who").selectOption("guest");
        olga.at("#connect").click();
        assertThat(olga.at("#state")).containsText("Connected as Guest");
    }

    /// `src/docs/operating.md`, *Getting in*.
    @Test
    void tokenThatIsMadeAsDocumentedOpensIt() throws IOException {
        Matcher block = MAKING.matcher(Files.readString(Path.of("src/docs/operating.md")));
        assertTrue(block.find(), "operating.md, Getting in: expected a block of sh");
        Path shell = Program.named("sh", "how operators make a token");
        Program.named("openssl", "how operators make a token");
        String token =
                Program.run(shell, Path.of("."), "-ec", "PARLEY_TOKEN_SECRET='" + Pod.SECRET + "'\n" + block.group(1));
        Visitor olga = FIXTURE.atTheDoor(address(FIXTURE.here()), "en-GB");
        comesWith(olga.page(), token.strip());
        assertThat(olga.at("#state")).containsText("Connected as Olga");
    }

    /// As a pod in dev mode serves it.
    @Test
    void inDevModeItIsForEverybody() {
        Page page = FIXTURE.profile("en-GB").newPage();
        page.addInitScript("""
                document.addEventListener('readystatechange', () => {
                  document.querySelector('meta[name=parley-console]').content = 'everyone';
                })\
                """);
        page.navigate(address(FIXTURE.here()));
        assertThat(page.locator("#state")).containsText("Connected as Guest");
        assertThat(page.locator("#leave")).hasCount(0);
    }

    @Test
    void accessibilityAuditPassesOnDeskAndPhone() {
        Visitor olga = FIXTURE.atTheDoor(address(FIXTURE.here()), "en-GB");
        assertThat(olga.at("#door")).isVisible();
        olga.isOpenToAllInLightAndDark();
        comesWith(olga.page(), OPERATOR);
        assertThat(olga.at("#state")).hasAttribute("data-state", "open");
        joins(olga, PodCluster.room());
        fillsIn(olga, "members", "room", "no-such-room");
        olga.at("#send").click();
        assertThat(olga.at("#outcome")).containsText("refused");
        olga.at("#script").click();
        entries(olga, "reply", "join").locator("summary").click();
        olga.isOpenToAllInLightAndDark();
        olga.at("#as").click();
        olga.at("#who").selectOption("other");
        olga.isOpenToAll();
        olga.page().setViewportSize(PHONE, HIGH);
        assertEquals(true, olga.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
        olga.isOpenToAll();
    }

    @Test
    void itSpeaksTheOperatorsLanguage() {
        Visitor olga = operator(FIXTURE.here(), "ko-KR");
        assertThat(olga.at("#commands-title")).hasText("명령");
        assertThat(olga.at("#state")).containsText(Pattern.compile("연결되었어요"));
        Visitor oka = operator(FIXTURE.here(), "id-ID");
        assertThat(oka.at("#send")).hasText("Kirim");
    }
}
