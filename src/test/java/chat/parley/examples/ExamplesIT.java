package chat.parley.examples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Balancer;
import chat.parley.kit.BotKey;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import chat.parley.page.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the examples promise, while pods die and Redis loses the end of its log.
@Lane(Lane.PAGES)
final class ExamplesIT {
    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final int LINES = 40;
    /// 16 scores a second.
    private static final String PAUSE = "62";

    private static final List<Workspace> WORKSPACES = new ArrayList<>();
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void open() {
        chromium = Chromium.here();
        browser = chromium.launch();
        for (String example : List.of("bot", "ticker", "whiteboard")) {
            WORKSPACES.add(new Workspace(example));
        }
    }

    @AfterAll
    static void close() {
        WORKSPACES.forEach(Workspace::close);
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Pod pod() {
        String origins =
                String.join(",", WORKSPACES.stream().map(Workspace::origin).toList());
        Pod pod = CLUSTER.pod("parley.origins=" + origins, "parley.limits.messages-per-second=200");
        CLUSTER.ready();
        return pod;
    }

    @Test
    void botAnswersEachQuestionOnceWhileItsPodDies() {
        String room = PodCluster.room();
        Pod doomed = pod();
        Pod other = pod();
        try (Balancer balancer = new Balancer(doomed);
                Member ada = Member.named("Ada", other)) {
            ada.joins(room);
            WORKSPACES.get(0).node("bot.js", balancer.address(), room);
            List<Long> questions = new ArrayList<>();
            await().atMost(20, SECONDS).until(() -> members(ada, room) == 2);
            ask(ada, room, questions);
            doomed.kill();
            ask(ada, room, questions);
            balancer.leadsTo(other);
            ask(ada, room, questions);
            assertEquals(questions, answered(ada, room, questions.size()));
        }
    }

    @Test
    void killedBotAnswersMissedQuestionsAsTheSameUser() throws IOException {
        String room = PodCluster.room();
        Pod pod = pod();
        Workspace bot = WORKSPACES.get(0);
        String[] command = {"bot.js", pod.socket().toString(), room, "killed.store"};
        try (Member ada = Member.named("Ada", pod)) {
            ada.joins(room);
            List<Long> questions = new ArrayList<>();
            Process first = bot.node(command);
            await().atMost(20, SECONDS).until(() -> members(ada, room) == 2);
            ask(ada, room, questions);
            answered(ada, room, questions.size());
            Pattern kept = Pattern.compile("position\\." + room + "\\W.*\\bseq\\W+" + 2 * questions.size() + "\\W");
            await().atMost(20, SECONDS)
                    .until(() -> kept.matcher(Files.readString(bot.file("killed.store")))
                            .find());
            first.destroyForcibly();
            ask(ada, room, questions);
            bot.node(command);
            assertEquals(questions, answered(ada, room, questions.size()));
            assertEquals(2, members(ada, room));
        }
    }

    private static int members(Member ada, String room) {
        return ada.members(room).get("count").asInt();
    }

    private static void ask(Member ada, String room, List<Long> questions) {
        for (int i = 0; i < 5; i++) {
            questions.add(ada.says(room, "!time").get("seq").asLong());
        }
    }

    /// Waits until this many questions and the very last one are answered; returns them in the order of their
    /// answers.
    private static List<Long> answered(Member ada, String room, int count) {
        List<Long> answered = new ArrayList<>();
        await().atMost(40, SECONDS).untilAsserted(() -> {
            JsonNode page = ada.history(room, "limit", 100);
            answered.clear();
            page.get("messages").forEach(message -> {
                if (message.has("reply")) {
                    answered.add(message.get("reply").asLong());
                }
            });
            assertTrue(
                    answered.size() >= count,
                    () -> answered + "; the bot said " + WORKSPACES.get(0).said());
        });
        return answered;
    }

    @Test
    void scoresAreExactWhileAPodDiesAndRedisLosesItsLastSecond() {
        String room = PodCluster.room();
        Pod doomed = pod();
        Pod other = pod();
        Workspace ticker = WORKSPACES.get(1);
        try (Balancer balancer = new Balancer(doomed);
                Member olga = Member.named("Olga", other);
                Page page = browser.newPage()) {
            olga.createsPublic(room, "Scores " + room);
            olga.sets(room, "moderators");
            page.navigate(ticker.origin() + "/?room=" + room + "&url=" + other.socket());
            assertThat(page.locator("#status")).hasText("open");
            String admin = SignedToken.of("admin222222222222", "Admin", "admin");
            BotKey key = BotKey.made(other, admin, "Scores", "read send rooms", room);
            Process backend =
                    ticker.nodeWith(Map.of("PARLEY_KEY", key.text()), "backend.js", balancer.address(), room, PAUSE);
            shows(page, LINES);

            doomed.kill();
            balancer.leadsTo(other);
            shows(page, 2 * LINES);

            Map<Path, byte[]> earlier = new HashMap<>(CLUSTER.redis().written());
            shows(page, 3 * LINES);
            CLUSTER.redis().kill();
            CLUSTER.redis().lose(earlier);
            CLUSTER.redis().start();
            shows(page, 5 * LINES);
            backend.destroy();
            List<Integer> goals = goals(page);
            List<Integer> all = IntStream.rangeClosed(1, goals.size()).boxed().toList();
            assertEquals(all, goals.stream().sorted().toList());
            // Messages in flight when the end of the log was lost may arrive before those that are resent.
            long displaced = IntStream.range(1, goals.size())
                    .filter(i -> goals.get(i) < goals.get(i - 1))
                    .count();
            assertTrue(displaced <= 1, goals::toString);
            try (Member ada = Member.named("Ada", other)) {
                ada.joins(room);
                JsonNode from = ada.history(room, "limit", 1).at("/messages/0/from");
                assertEquals(key.user(), from.path("id").asText());
                assertTrue(from.path("bot").asBoolean(), from::toString);
                assertEquals("forbidden", ada.refusalCode().says(room, "1:0"));
            }
        }
    }

    private static void shows(Page page, int lines) {
        await().atMost(60, SECONDS).until(() -> page.locator("#log li").count() >= lines);
    }

    /// The sum of both sides' goals by line: each score has one goal more than the one before.
    private static List<Integer> goals(Page page) {
        return page.locator("#log li").allTextContents().stream()
                .map(score -> Stream.of(score.split(":", -1))
                        .mapToInt(Integer::parseInt)
                        .sum())
                .toList();
    }

    @Test
    void drawingsReachOthersNowAndLater() {
        String room = PodCluster.room();
        Pod here = pod();
        Pod there = pod();
        String board = WORKSPACES.get(2).origin() + "/?room=" + room + "&url=";
        try (Page ada = browser.newContext().newPage();
                Page grace = browser.newContext().newPage()) {
            ada.navigate(board + here.socket());
            grace.navigate(board + there.socket());
            ada.mouse().move(50, 150);
            ada.mouse().down();
            ada.mouse().move(200, 250);
            ada.mouse().up();
            await().atMost(20, SECONDS).until(() -> inked(grace) > 0);
            assertEquals(inked(ada), inked(grace));
            int before = inked(grace);
            grace.reload();
            await().atMost(20, SECONDS).until(() -> inked(grace) == before);
        }
    }

    /// The number of pixels drawn on the board.
    private static int inked(Page page) {
        return (int) page.evaluate("""
                () => {
                    const canvas = document.querySelector('canvas');
                    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
                }""");
    }

    @Test
    void everyExampleIsShort() throws IOException {
        for (String example : List.of("bot", "ticker", "whiteboard")) {
            try (Stream<Path> files = Files.list(Path.of("examples", example))) {
                long lines = files.mapToLong(ExamplesIT::lines).sum();
                assertTrue(lines <= 40, example + " has " + lines + " lines");
            }
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
