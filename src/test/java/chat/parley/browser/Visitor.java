package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// A person at a page, in a browser profile that nobody else uses. It collects what the page logs on its
/// console, including violations of its content security policy.
final class Visitor implements AutoCloseable {
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");
    /// The width of a screen with room for everything.
    static final int DESK = 1280;

    private static final int HIGH = 800;
    private static final int PHONE = 390;

    private final List<String> complaints = new ArrayList<>();
    private final BrowserContext profile;
    private final Page page;
    private boolean losesThePod;

    /// Opens the page and waits until it is connected.
    Visitor(Browser browser, String address, int width) {
        this(browser, address, width, "en-GB");
    }

    /// The same with a browser that uses another language.
    Visitor(Browser browser, String address, int width, String locale) {
        this(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, HIGH)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(locale)),
                address,
                "");
    }

    /// Opens the page in a browser where this script runs first, and waits until it is connected.
    static Visitor inBrowserWith(Browser browser, String address, String script) {
        return new Visitor(browser.newContext(new Browser.NewContextOptions().setLocale("en-GB")), address, script);
    }

    /// Somebody with a phone: a narrow screen that is touched.
    static Visitor onAPhone(Browser browser, String address) {
        return new Visitor(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, HIGH)
                        .setIsMobile(true)
                        .setHasTouch(true)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-GB")),
                address,
                "");
    }

    /// Opens the page at this address and waits for nothing: it has to sign in first.
    static Visitor atTheDoor(Browser browser, String address, String locale) {
        return new Visitor(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(DESK, HIGH)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(locale)),
                address,
                "",
                false);
    }

    /// Another tab of the same browser, which waits for nothing.
    Visitor inAnotherTab(String address) {
        return new Visitor(profile, address, "", false);
    }

    private Visitor(BrowserContext profile, String address, String first) {
        this(profile, address, first, true);
    }

    private Visitor(BrowserContext profile, String address, String first, boolean connects) {
        this.profile = profile;
        page = profile.newPage();
        page.addInitScript(first);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address);
        if (connects) {
            assertThat(at("#connection")).hasAttribute("data-state", "open");
        }
    }

    /// Waits until the page would also open offline.
    void isCached() {
        waitsFor(() -> Boolean.TRUE.equals(page.evaluate("navigator.serviceWorker.controller !== null")));
    }

    /// Polls from here: the page's policy does not allow evaluating a text in it repeatedly. While it reloads
    /// there is nothing to ask.
    static void waitsFor(Callable<Boolean> condition) {
        await().pollInSameThread()
                .atMost(30, SECONDS)
                .ignoreExceptionsInstanceOf(PlaywrightException.class)
                .until(condition);
    }

    /// Another page of the same user, perhaps on another pod, like a second device.
    Visitor onAnotherPage(String address) {
        Object token = page.evaluate("localStorage.getItem('parley.token')");
        return new Visitor(
                profile,
                address,
                "localStorage.getItem('parley.token') ?? localStorage.setItem('parley.token', '" + token + "')");
    }

    Page page() {
        return page;
    }

    /// A browser logs each attempt to reach a pod that is gone; no page can prevent that.
    Visitor losingThePod() {
        losesThePod = true;
        return this;
    }

    /// Expects this console message, which the test is about.
    void complainsOf(String what) {
        page.waitForCondition(() -> complaints.stream().anyMatch(complaint -> complaint.contains(what)));
        complaints.removeIf(complaint -> complaint.contains(what) || complaint.startsWith("Failed to load resource"));
    }

    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> !(losesThePod && lostPod(complaint)))
                .toList();
    }

    private static boolean lostPod(String complaint) {
        return complaint.startsWith("WebSocket connection to ") || complaint.startsWith("Failed to load resource");
    }

    /// Anything on the page, by its selector.
    Locator at(String selector) {
        return page.locator(selector);
    }

    /// Does nothing if the page has just retried by itself and the button is gone.
    void triesNow() {
        page.evaluate("() => document.querySelector('#try-now')?.click()");
    }

    void isConnected() {
        assertThat(at("#connection")).hasText(Pattern.compile("^\\s*Connected"));
    }

    String name() {
        return at("#own-name").textContent();
    }

    String pod() {
        at("#settings-button").click();
        String pod = at("#pod").textContent();
        page.keyboard().press("Escape");
        assertThat(at("#settings-dialog")).hasCount(0);
        return pod;
    }

    void changesNameTo(String name) {
        at("#name-button").click();
        at("#name").fill(name);
        at("#name").press("Enter");
        assertThat(at("#own-name")).hasText(name);
        assertThat(at("#name-dialog")).isHidden();
    }

    /// Opens the room that goes by this name, or creates it.
    void opensByName(String name) {
        at("#join-room").fill(name);
        at("#join-room").press("Enter");
        assertThat(at("#join-room")).hasValue("");
    }

    /// Joins a room by typing its name, which creates it if it does not exist.
    void joins(String room) {
        at("#join-room").fill(room);
        at("#join-room").press("Enter");
        assertThat(at("#room-title")).hasText(room);
    }

    void opens(String room) {
        at("#my-rooms [data-room='" + room + "']").click();
        assertThat(at("#room-title")).hasText(room);
    }

    /// Types and presses Enter, without waiting for the message to be sent.
    void writes(String text) {
        at("#message").fill(text);
        at("#message").press("Enter");
        assertThat(at("#message")).hasValue("");
    }

    /// Types and presses Enter, but the page refuses the text.
    void triesToWrite(String text) {
        at("#message").fill(text);
        at("#message").press("Enter");
    }

    /// Types and waits until the server has the message.
    void says(String text) {
        writes(text);
        assertThat(message(text)).hasAttribute("data-state", "stored");
    }

    /// Sees this text exactly once in the open room, as it was written.
    Locator hears(String text) {
        assertThat(message(text)).hasCount(1);
        return message(text);
    }

    /// Where two of a room have the same name, as guests may, a sign behind it tells them apart.
    void hears(String text, String author) {
        assertThat(hears(text).locator(".author"))
                .hasText(Pattern.compile("^" + author.replaceAll("[^\\w ]", ".") + "( #\\w+)?$"));
    }

    Locator message(String text) {
        Locator exact = page.getByText(text, exactly());
        return at("#log .message").filter(new Locator.FilterOptions().setHas(exact));
    }

    /// One of the visitor's rooms.
    Locator own(String room) {
        return at("#my-rooms [data-room='" + room + "']");
    }

    /// A room that the visitor could join.
    Locator other(String room) {
        return at("#all-rooms [data-room='" + room + "']");
    }

    /// An entry in the list of people.
    Locator person(String name) {
        return at("#people-list li").filter(new Locator.FilterOptions().setHasText(name));
    }

    /// Acts on somebody in the list of people, by the name of the action; confirms it if the page asks.
    void does(String act, String name) {
        chooses(act, name);
        if (act.equals("ban")) {
            confirms();
        }
        if (!act.equals("direct")) {
            assertThat(at("#person-dialog")).isHidden();
        }
    }

    /// Chooses what to do with somebody in the list of people.
    void chooses(String act, String name) {
        person(name).click();
        at("#person-dialog [data-act='" + act + "']").first().click();
    }

    /// Confirms what the page asks before it is done.
    void confirms() {
        at("#confirm-go").click();
        assertThat(at("#confirm-dialog")).hasCount(0);
    }

    /// Undoes what was just done.
    void undoes() {
        at("#undo").click();
        assertThat(at("#toast")).containsText("Undone.");
    }

    /// As if the user looked at another tab or window, or came back: browsers without a screen do not tell.
    void looksAway(boolean away) {
        page.evaluate("""
                (away) => {
                  Object.defineProperty(document, 'hidden', { configurable: true, get: () => away });
                  document.dispatchEvent(new Event('visibilitychange'));
                }\
                """, away);
    }

    /// Starts a conversation with somebody in the list of people.
    void writesTo(String name) {
        does("direct", name);
        assertThat(at("#room-title")).hasText(name);
    }

    /// Acts on a message, by the name of the action.
    void does(Locator message, String act) {
        message.hover();
        message.locator(".more").click();
        at("#message-menu [data-act='" + act + "']").click();
        if (act.equals("delete")) {
            confirms();
        }
    }

    /// Creates a private group with these people and finds themselves in it.
    void createsGroup(String title, String... names) {
        at("#new-group").click();
        at("#group-title").fill(title);
        for (String name : names) {
            at(".picker label")
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .click();
        }
        at("#group-make").click();
        assertThat(at("#room-title")).hasText(title);
    }

    /// One of the visitor's conversations, by its title.
    Locator conversation(String title) {
        return at("#my-rooms .row").filter(new Locator.FilterOptions().setHas(page.getByText(title, exactly())));
    }

    /// The delivery status of one of the visitor's messages, in words.
    Locator deliveryStatus(String text) {
        return message(text).locator(".delivery");
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    /// Reads that somebody `joined` or `left`, among the messages.
    void reads(String note) {
        assertThat(at("#log .note")
                        .filter(new Locator.FilterOptions().setHasText(note))
                        .last())
                .isVisible();
    }

    /// Reloads the page while each connection ends with this close code at once.
    void comesBackTo(int closeCode) {
        page.routeWebSocket(
                Pattern.compile("/ws$"), socket -> socket.close(new WebSocketRoute.CloseOptions().setCode(closeCode)));
        page.reload();
    }

    /// Reloads the page; from now on its pod hears these commands when what is returned runs, and not before.
    Runnable isHeldUp(String... ops) {
        List<Runnable> held = new ArrayList<>();
        page.routeWebSocket(Pattern.compile("/ws$"), socket -> {
            WebSocketRoute pod = socket.connectToServer();
            socket.onMessage(frame -> {
                String op = JsonParser.parseString(frame.text())
                        .getAsJsonObject()
                        .get("op")
                        .getAsString();
                if (List.of(ops).contains(op)) {
                    held.add(() -> pod.send(frame.text()));
                } else {
                    pod.send(frame.text());
                }
            });
            pod.onMessage(frame -> socket.send(frame.text()));
        });
        page.reload();
        assertThat(at("#connection")).hasAttribute("data-state", "open");
        return () -> held.forEach(Runnable::run);
    }

    /// Reloads the page; from now on its pod seems to refuse these commands with this code.
    void isRefused(String code, String... ops) {
        page.routeWebSocket(Pattern.compile("/ws$"), socket -> {
            WebSocketRoute pod = socket.connectToServer();
            socket.onMessage(frame -> {
                JsonObject command = JsonParser.parseString(frame.text()).getAsJsonObject();
                if (List.of(ops).contains(command.get("op").getAsString())) {
                    socket.send(refusal(command.get("ref"), code));
                } else {
                    pod.send(frame.text());
                }
            });
            pod.onMessage(frame -> socket.send(frame.text()));
        });
        page.reload();
        assertThat(at("#connection")).hasAttribute("data-state", "open");
    }

    private static String refusal(JsonElement ref, String code) {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", "expected something else");
        JsonObject reply = new JsonObject();
        reply.add("ref", ref);
        reply.add("error", error);
        return reply.toString();
    }

    /// Checks all of axe-core's usual rules: WCAG to level AA and best practices, as far as a machine can
    /// tell.
    void isOpenToAll() {
        assertEquals(List.of(), violations(new AxeBuilder(page)));
    }

    /// The same in both colour schemes: what follows from colours in either, the rest once.
    void isOpenToAllInLightAndDark() {
        in(ColorScheme.LIGHT);
        isOpenToAll();
        in(ColorScheme.DARK);
        assertEquals(List.of(), violations(new AxeBuilder(page).withRules(OF_COLOURS)));
    }

    private void in(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /// In the page itself, which has no frames: a page of its own for each audit takes as long as the audit.
    private static List<String> violations(AxeBuilder audit) {
        return audit.setLegacyMode(true).analyze().getViolations().stream()
                .map(rule -> rule.getHelp() + ": " + rule.getNodes())
                .toList();
    }

    @Override
    public void close() {
        profile.close();
    }
}
