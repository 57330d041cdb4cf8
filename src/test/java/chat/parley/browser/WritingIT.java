package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The composer: input methods, line breaks, long texts, mentions, and everything without a mouse.
@Lane(Lane.PAGES)
final class WritingIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    /// Korean, Japanese and Chinese come from a composition, which has an Enter of its own.
    @Test
    void inputMethodSendsNoPartialSyllableAndNeedsNoSecondEnter() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        for (String word : new String[] {"한글", "日本語", "中文"}) {
            compose(ada, word);
            ada.at("#message").press("Enter");
            ada.hears(word);
            assertThat(ada.at("#message")).hasValue("");
        }
        assertThat(ada.at("#log .message")).hasCount(3);
    }

    @Test
    void shiftEnterBreaksTheLineAndLongTextIsCounted() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.joins(room);
        grace.joins(room);
        Locator field = ada.at("#message");
        field.pressSequentially("first");
        field.press("Shift+Enter");
        field.pressSequentially("second");
        field.press("Enter");
        assertThat(grace.at("#log .text")).hasText("first\nsecond", exactly());

        assertThat(ada.at("#counter")).hasCount(0);
        field.fill("한".repeat(5_300));
        assertThat(ada.at("#counter")).hasText("484 left");
        field.press("Enter");
        assertThat(grace.at("#log .text").last()).hasText("한".repeat(5_300));
        field.fill("x".repeat(16_385));
        assertThat(ada.at("#counter")).hasText("1 over the limit");
        field.press("Enter");
        assertThat(ada.at("#send-problem"))
                .hasText("This message is too long: 16,385 bytes; the limit is 16,384."
                        + " Shorten it or send it in parts.");
        assertThat(field).hasValue("x".repeat(16_385));
        assertThat(ada.at("#log .message")).hasCount(2);
        field.press("Backspace");
        assertThat(ada.at("#send-problem")).hasCount(0);
        field.press("Enter");
        assertThat(grace.at("#log .text").last()).hasText("x".repeat(16_384));
    }

    /// Neither a paste nor what JSON makes longer ends the connection; all of it stays in the field.
    @ParameterizedTest
    @CsvSource({"120, 65500, bytes;", "54620, 22000, bytes;", "34, 40000, bytes;", "1, 16000, bytes as it is sent;"})
    void textBeyondTheLimitsStaysInTheField(int character, int times, String unit) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        String text = Character.toString(character).repeat(times) + "x";
        ada.triesToWrite(text);
        assertThat(ada.at("#send-problem")).containsText(unit);
        assertThat(ada.at("#message")).hasValue(text);
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#message")).hasValue(text);
        ada.says("short");
        ada.at("#message").press("ArrowUp");
        ada.triesToWrite(text);
        assertThat(ada.at("#send-problem")).containsText(unit);
        assertThat(ada.at(".context")).containsText("Editing");
        ada.isConnected();
    }

    @Test
    void textWhoseEncodedFormFitsIsSent() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.joins(room);
        grace.joins(room);
        for (String text : new String[] {"\"\\".repeat(8_192), "😀".repeat(4_096)}) {
            ada.writes(text);
            assertThat(grace.at("#log .text").last()).hasText(text);
        }
    }

    @Test
    void replyDuringAnEditPostsNothingOldAndKeepsTheEdit() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.says("one");
        ada.says("two");
        Locator field = ada.at("#message");
        field.fill("draft");
        ada.does(ada.message("one"), "edit");
        assertThat(field).hasValue("one");
        ada.does(ada.message("two"), "reply");
        assertThat(field).hasValue("draft");
        field.press("Enter");
        assertThat(ada.at("#log .message .text")).hasText(new String[] {"one", "two", "draft"});
        assertThat(ada.message("draft").locator(".quote")).containsText("two");

        ada.does(ada.message("one"), "edit");
        field.fill("one and a half");
        ada.does(ada.message("draft"), "reply");
        assertThat(field).hasValue("");
        ada.does(ada.message("one"), "edit");
        assertThat(field).hasValue("one and a half");
    }

    @Test
    void editSurvivesOtherRoomsAndAReload() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.says("as it was");
        ada.at("#message").fill("draft");
        ada.does(ada.message("as it was"), "edit");
        ada.at("#message").fill("as it is");
        ada.opens("lobby");
        assertThat(ada.at("#message")).hasValue("");
        ada.opens(room);
        assertThat(ada.at("#message")).hasValue("as it is");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at(".context")).containsText("Editing");
        assertThat(ada.at("#message")).hasValue("as it is");
        ada.at("#message").press("Enter");
        ada.hears("as it is");
        assertThat(ada.at("#message")).hasValue("draft");
        assertThat(ada.at("#log .message")).hasCount(1);
    }

    @Test
    void refusedEditStaysAtItsMessage() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.says("as it was");
        ada.isRefused("forbidden", "edit");
        ada.at("#message").press("ArrowUp");
        ada.at("#message").fill("as it should be");
        ada.at("#message").press("Enter");
        assertThat(ada.deliveryStatus("as it was")).containsText("Not changed.");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.deliveryStatus("as it was")).containsText("Not changed.");
        ada.message("as it was").locator(".delivery [data-act=edit]").focus();
        ada.page().keyboard().press("Enter");
        assertThat(ada.at("#message")).hasValue("as it should be");
        assertThat(ada.message("as it was")).not().containsText("Not changed.");
    }

    @Test
    void eachTabHasItsDraftAndWhatIsSentIsGoneInAll() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.at("#message").fill("of one");
        Visitor copy = FIXTURE.visitor(ada.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        copy.opens(room);
        assertThat(copy.at("#message")).hasValue("of one");
        Visitor other = FIXTURE.visitor(ada.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        other.opens(room);
        other.at("#message").fill("of the other");
        ada.page().reload();
        other.page().reload();
        assertThat(ada.at("#message")).hasValue("of one");
        assertThat(other.at("#message")).hasValue("of the other");

        ada.at("#message").press("Enter");
        ada.hears("of one");
        assertThat(copy.at("#message")).hasValue("");
        assertThat(other.at("#message")).hasValue("of the other");
        copy.page().reload();
        copy.isConnected();
        assertThat(copy.at("#message")).hasValue("of the other");
    }

    /// The keyboard of a phone has no Shift+Enter.
    @Test
    void enterMakesANewLineOnAPhoneUnlessItIsToSend() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitorOnAPhone(FIXTURE.here());
        ada.at("#to-rooms").click();
        ada.joins(room);
        Locator field = ada.at("#message");
        assertThat(field).hasAttribute("enterkeyhint", "enter");
        field.pressSequentially("first");
        field.press("Enter");
        field.pressSequentially("second");
        assertThat(field).hasValue("first\nsecond");
        ada.at("#send").tap();
        assertThat(ada.at("#log .text")).hasText("first\nsecond", exactly());
        field.fill("with a keyboard");
        field.press("Control+Enter");
        ada.hears("with a keyboard");

        ada.at("#to-rooms").click();
        ada.at("#settings-button").click();
        ada.at("#enter-key").selectOption("send");
        assertThat(ada.at("#settings-dialog")).containsText("Shift+Enter makes a new line.");
        ada.isOpenToAll();
        ada.page().keyboard().press("Escape");
        ada.opens(room);
        assertThat(field).hasAttribute("enterkeyhint", "send");
        ada.says("at once");
        ada.page().reload();
        ada.isConnected();
        ada.says("and after a reload");
    }

    /// A message that is held shows its menu, one that is swiped is answered; scrolling and going back remain.
    @Test
    void fingersHoldAndSwipeMessages() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitorOnAPhone(FIXTURE.here());
        ada.at("#to-rooms").click();
        ada.joins(room);
        ada.at("#message").fill("under a finger");
        ada.at("#send").tap();
        Locator message = ada.hears("under a finger");
        assertThat(message).hasAttribute("data-state", "stored");
        BoundingBox box = message.locator(".bubble").boundingBox();
        double x = box.x + 20;
        double y = box.y + box.height / 2;
        Finger finger = new Finger(ada.page());

        finger.puts(x, y);
        assertThat(ada.at("#message-menu")).isVisible();
        finger.lifts();
        assertThat(ada.at("#message-menu [data-act=reply]")).isVisible();
        ada.at("#message-menu [data-act=select]").tap();
        assertEquals("under a finger", ada.page().evaluate("getSelection().toString()"));
        ada.page().evaluate("getSelection().removeAllRanges()");
        assertThat(ada.at("#log [data-selecting]")).hasCount(0);

        finger.moves(x, y, x + 20, y + 120);
        finger.moves(x, y, x + 40, y);
        finger.moves(5, y, 120, y);
        assertThat(ada.at(".context")).hasCount(0);
        assertThat(ada.at("#message-menu")).isHidden();
        finger.moves(x, y, x + 90, y);
        assertThat(ada.at(".context")).containsText("under a finger");
        assertThat(ada.at("#message")).isFocused();
        assertThat(ada.at(".answers")).hasCount(0);

        message.focus();
        message.press("Enter");
        assertThat(ada.at("#message-menu [data-act=reply]")).isVisible();
    }

    /// What is behind a dialog, or beside a field, stays as it is.
    @Test
    void shortcutsDoNothingInDialogsAndOtherFields() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.says("The lobby is below");
        ada.at("#settings-button").click();
        ada.at("#language").focus();
        ada.at("#language").evaluate(PRESS, List.of("ArrowDown", true, false));
        ada.at("#language").evaluate(PRESS, List.of("k", false, true));
        assertThat(ada.at("#settings-dialog")).isVisible();
        assertThat(ada.at("#room-title")).hasText(room);
        ada.page().keyboard().press("Escape");
        ada.at("#join-room").press("Alt+ArrowDown");
        assertThat(ada.at("#room-title")).hasText(room);
        ada.at("#message").press("Alt+ArrowDown");
        assertThat(ada.at("#room-title")).hasText("lobby");
    }

    private static final String PRESS = """
            (element, [key, altKey, ctrlKey]) => element.dispatchEvent(
                new KeyboardEvent('keydown', { key, altKey, ctrlKey, bubbles: true, cancelable: true }))""";

    @Test
    void mentionIsChosenFromTheMembers() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        grace.changesNameTo("Grace Anna");
        ada.joins(room);
        grace.joins(room);
        assertThat(ada.person("Grace Anna")).isVisible();
        grace.opens("lobby");
        ada.at("#message").pressSequentially("Dear @gra");
        assertThat(ada.at("#suggestions")).containsText("Grace Anna");
        ada.at("#message").press("Enter");
        assertThat(ada.at("#message")).hasValue("Dear @Grace Anna ");
        ada.at("#message").pressSequentially("*look* at https://example.org and `this`");
        ada.at("#message").press("Enter");
        assertThat(grace.own(room).locator(".badge")).containsText("you were mentioned");
        grace.opens(room);
        Locator text = grace.at("#log .text");
        assertThat(text.locator(".mention")).hasText("@Grace Anna");
        assertThat(text.locator("strong")).hasText("look");
        assertThat(text.locator("code")).hasText("this");
        assertThat(text.locator("a")).hasAttribute("href", "https://example.org/");
        assertThat(text.locator("a")).hasAttribute("rel", "noopener noreferrer");
    }

    @Test
    void everythingWorksWithTheKeyboardAlone() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.says("Where am I?");
        ada.page().reload();
        ada.isConnected();
        var keys = ada.page().keyboard();
        keys.press("Tab");
        assertThat(ada.at(".skip")).isFocused();
        keys.press("Enter");
        assertThat(ada.at("#message")).isFocused();
        keys.type("By keyboard");
        keys.press("Enter");
        ada.hears("By keyboard");

        ada.at("#log").focus();
        keys.press("ArrowUp");
        assertThat(ada.message("By keyboard")).isFocused();
        keys.press("ArrowUp");
        assertThat(ada.message("Where am I?")).isFocused();
        keys.press("Enter");
        assertThat(ada.at("#message-menu")).isVisible();
        keys.press("ArrowUp");
        assertThat(ada.at("#message-menu [data-act=delete]")).isFocused();
        keys.press("Escape");
        assertThat(ada.at("#message-menu")).isHidden();
        keys.press("Escape");
        assertThat(ada.at("#message")).isFocused();

        keys.press("Control+k");
        assertThat(ada.at("#switch-query")).isFocused();
        keys.type("lobb");
        keys.press("Enter");
        assertThat(ada.at("#room-title")).hasText("lobby");
        keys.press("Alt+ArrowUp");
        assertThat(ada.at("#room-title")).hasText(room);
        keys.press("Control+k");
        keys.press("Escape");
        assertThat(ada.at("#switcher-dialog")).hasCount(0);
        // However fast the user types, what follows goes to the dialog.
        assertEquals("switch-query", ada.page().evaluate("""
                () => {
                  const key = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
                  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key));
                  return document.activeElement.id;
                }
                """));
        keys.press("Escape");
        assertThat(ada.at("#switcher-dialog")).hasCount(0);
        assertEquals(true, ada.page().evaluate("document.activeElement !== null"));
    }

    @Test
    void wideCodeAndHighDataAreScrolledByTheKeyboard() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.at("#message").fill("```\n" + "wide ".repeat(100) + "\n```");
        ada.at("#message").press("Enter");
        Locator code = ada.at("#log .block");
        assertThat(code).hasAttribute("aria-label", "Code");
        try (Member bot = Member.named("Bot", FIXTURE.there())) {
            bot.joins(room);
            bot.command(
                    "send",
                    "room",
                    room,
                    "cid",
                    Member.cid(),
                    "data",
                    IntStream.range(0, 50).boxed().toList());
        }
        Locator data = ada.at("#log .data");
        assertThat(data).hasAttribute("aria-label", "Data");
        ada.at("#log").focus();
        var keys = ada.page().keyboard();
        keys.press("Tab");
        assertThat(ada.at("#copy-link")).isFocused();
        keys.press("Tab");
        assertThat(code).isFocused();
        keys.press("ArrowRight");
        ada.page().waitForCondition(() -> scrolled(code, "scrollLeft"));
        keys.press("Tab");
        assertThat(data).isFocused();
        keys.press("ArrowDown");
        ada.page().waitForCondition(() -> scrolled(data, "scrollTop"));
        keys.press("Escape");
        assertThat(ada.at("#message")).isFocused();
    }

    private static boolean scrolled(Locator block, String way) {
        return Boolean.TRUE.equals(block.evaluate("(block, way) => block[way] > 0", way));
    }

    /// Like an input method: syllable by syllable, then an Enter that belongs to it.
    private static void compose(Visitor one, String word) {
        one.at("#message").focus();
        CDPSession tools = one.page().context().newCDPSession(one.page());
        for (int end = 1; end <= word.length(); end++) {
            JsonObject syllables = new JsonObject();
            syllables.addProperty("text", word.substring(0, end));
            syllables.addProperty("selectionStart", end);
            syllables.addProperty("selectionEnd", end);
            tools.send("Input.imeSetComposition", syllables);
        }
        one.at("#message").evaluate("""
                (field) => field.dispatchEvent(new KeyboardEvent('keydown',
                    { key: 'Enter', isComposing: true, keyCode: 229, bubbles: true, cancelable: true }))""");
        assertThat(one.at("#message")).hasValue(word);
        JsonObject text = new JsonObject();
        text.addProperty("text", word);
        tools.send("Input.insertText", text);
        tools.detach();
    }

    private static LocatorAssertions.HasTextOptions exactly() {
        return new LocatorAssertions.HasTextOptions().setUseInnerText(true);
    }
}
