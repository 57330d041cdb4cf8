package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What members mark and choose for themselves, and how they find and share places in a room.
@Lane(Lane.PAGES)
final class OwnChoicesIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private final String room = PodCluster.room();
    private final String title = "Gardeners of " + room;
    private final String friend = "Grace of " + title.substring(title.length() - 8);
    private final Visitor ada = FIXTURE.visitor(FIXTURE.here());
    private final Visitor grace = FIXTURE.visitor(FIXTURE.there());

    private void meetInAGroup() {
        for (Visitor visitor : new Visitor[] {ada, grace}) {
            visitor.changesNameTo(visitor == ada ? "Ada" : friend);
            visitor.joins(room);
        }
        ada.says("Here before");
        ada.createsGroup(title, friend);
        grace.conversation(title).click();
        assertThat(grace.at("#room-title")).hasText(title);
    }

    /// Opens the link to the first message of a room.
    private static void follows(Visitor visitor, String room) {
        visitor.page().evaluate("(room) => { location.hash = `#room/${encodeURIComponent(room)}/1`; }", room);
    }

    @Test
    void membersMarkAndChooseForThemselvesOnAllDevices() {
        meetInAGroup();
        Visitor phone = FIXTURE.visitor(grace.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        ada.says("First");
        ada.says("Second");
        grace.hears("Second");
        assertThat(phone.conversation(title)).containsText("Second");

        grace.does(grace.message("First"), "unread");
        assertThat(grace.at("#unread-line + .message")).containsText("First");
        for (Visitor device : new Visitor[] {grace, phone}) {
            assertThat(device.conversation(title).locator(".badge")).hasText("marked as unread");
        }
        assertThat(phone.page()).hasTitle(Pattern.compile("^\\(1\\) "));
        assertEquals(true, phone.page().evaluate("""
            () => document.querySelector('link[rel=icon][type="image/svg+xml"]').href.startsWith('data:image/png')\
            """));
        grace.at("#message").fill("Not yet");
        grace.opens("lobby");
        assertThat(grace.conversation(title).locator("[data-draft]")).hasText("Draft: Not yet");
        grace.conversation(title).click();
        for (Visitor device : new Visitor[] {grace, phone}) {
            assertThat(device.conversation(title).locator(".badge")).hasCount(0);
        }
        assertThat(grace.at("#unread-line + .message")).containsText("First");
        assertThat(grace.at("#message")).hasValue("Not yet");
        grace.at("#message").press("Enter");
        ada.hears("Not yet");
        assertThat(grace.at("#unread-line + .message")).containsText("First");
        grace.opens("lobby");
        grace.conversation(title).click();
        grace.hears("Not yet");
        assertThat(grace.at("#unread-line")).hasCount(0);

        grace.at("#room-button").click();
        grace.at("#notify-level").selectOption("none");
        grace.isOpenToAll();
        grace.page().keyboard().press("Escape");
        grace.opens("lobby");
        ada.says("Nobody has to know");
        assertThat(phone.conversation(title).locator(".badge[data-quiet]")).containsText("1 unread");
        assertThat(phone.page()).hasTitle(Pattern.compile("^[^(]"));
    }

    @Test
    void placesInARoomAreNamedFoundAndShared() {
        meetInAGroup();
        ada.says("First");
        ada.writes("Buy:\n- tea\n- cake\n> if there is any");
        Locator list = grace.at("#log .text li");
        assertThat(list).hasText(new String[] {"tea", "cake"});
        assertThat(grace.at("#log .text blockquote")).hasText("if there is any");

        grace.at("#message").pressSequentially("Go :rock");
        assertThat(grace.at("#suggestions [role=option]")).containsText(":rocket:");
        grace.at("#message").press("Enter");
        assertThat(grace.at("#message")).hasValue("Go 🚀");
        grace.at("#message").pressSequentially(" :fire:");
        assertThat(grace.at("#message")).hasValue("Go 🚀 🔥");
        grace.at("#message").press("Enter");
        ada.hears("Go 🚀 🔥");
        grace.at("#emoji-button").click();
        grace.at("#emoji-query").fill("pizza");
        assertThat(grace.at("#emoji-panel .emoji")).hasCount(1);
        assertThat(grace.at("#emoji-panel .emoji")).hasText("🍕");
        grace.at("#emoji-query").press("Enter");
        assertThat(grace.at("#message")).hasValue("🍕");
        grace.at("#message").fill("");

        grace.message("First").hover();
        grace.message("First").locator(".more").click();
        grace.at("#message-menu .emoji").first().click();
        Locator reaction = ada.message("First").locator(".reaction");
        assertThat(reaction).containsText("1");
        reaction.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(ada.at("#reactors li")).containsText(friend);
        ada.isOpenToAll();
        ada.page().keyboard().press("Escape");
        reaction.hover();
        assertThat(reaction).hasAttribute("title", friend);
        ada.does(ada.message("First"), "reactors");
        assertThat(ada.at("#reactors li")).hasCount(1);
        ada.page().keyboard().press("Escape");

        ada.at("#room-button").click();
        ada.at("#room-topic").fill("What grows where");
        ada.at("#save-topic").click();
        assertThat(grace.at("#room-topic-line")).hasText("What grows where");

        ada.does(ada.message("First"), "link");
        assertThat(ada.at("#toast")).containsText("ink");
        String group = grace.conversation(title).getAttribute("data-room");
        grace.opens(room);
        grace.at("#leave").click();
        follows(grace, group);
        assertThat(grace.at(".message[data-found]")).containsText("First");
        assertThat(grace.page()).hasURL(Pattern.compile("#room/[^/]+$"));
        follows(grace, room);
        grace.at("#join-here").click();
        assertThat(grace.at(".message[data-found]")).containsText("Here before");

        ada.at("#room-button").click();
        ada.at("#room-dialog [data-act=date]").click();
        ada.at("#jump-date").fill(ada.at("#jump-date").getAttribute("max"));
        ada.isOpenToAll();
        ada.at("#jump").click();
        assertThat(ada.at("#date-dialog")).hasCount(0);
        assertThat(ada.at(".message[data-found]")).containsText("First");
    }

    @Test
    void answersThatComeLateMoveNobody() {
        grace.joins(room);
        Runnable goOn = grace.isHeldUp("leave", "join");
        grace.opens(room);
        grace.at("#leave").click();
        grace.page().evaluate("location.hash = '#room/an-empty-place'");
        assertThat(grace.at("#join-here")).isVisible();
        assertThat(grace.conversation(room)).hasCount(1);
        goOn.run();
        assertThat(grace.conversation(room)).hasCount(0);
        assertThat(grace.at("#toast")).containsText("left");
        assertThat(grace.page()).hasURL(Pattern.compile("#room/an-empty-place$"));
        assertThat(grace.at("#join-here")).isVisible();
    }
}
