package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page on wide and narrow screens, in light and dark, and for people who use it without seeing it.
@Lane(Lane.SCREENS)
final class ScreensIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    private static final int SMALLEST = 320;

    /// What opens each dialog.
    private static final Map<String, String> DOORS = Map.of(
            "name", "#name-button",
            "settings", "#settings-button",
            "switcher", "#switch-button",
            "group", "#new-group",
            "room", "#room-button");
    private static final int PHONE = 390;

    @Test
    void smallestPhoneShowsOnePaneAtATime() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(BrowserFixture.address(FIXTURE.here()), SMALLEST);
        assertThat(ada.at("#conversation")).isVisible();
        assertThat(ada.at("#rooms")).isHidden();
        ada.says("From a very small screen, with_a_word_that_is_far_too_long_for_a_single_line_of_such_a_screen.");
        fits(ada);
        ada.at("#to-rooms").click();
        assertThat(ada.at("#rooms")).isVisible();
        assertThat(ada.at("#conversation")).isHidden();
        fits(ada);
        ada.joins(room);
        assertThat(ada.at("#conversation")).isVisible();
        ada.at("#to-people").click();
        assertThat(ada.person("you")).isVisible();
        fits(ada);
        ada.at("#to-room").click();
        assertThat(ada.at("#message")).isVisible();
    }

    @Test
    void accessibilityAuditPassesInLightAndDarkMode() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        grace.joins(room);
        ada.joins(room);
        ada.says("Mine");
        grace.says("Hers");
        ada.hears("Hers");
        grace.opens("lobby");
        grace.says("Unread elsewhere, in light and dark");
        assertThat(ada.own("lobby")).containsText("1 unread");
        ada.at("#join-room").fill("!?");
        ada.at("#join-room").press("Enter");
        assertThat(ada.at("#join-hint")).containsText("at least one letter");
        ada.isOpenToAllInLightAndDark();

        for (String way : List.of("name", "settings", "switcher", "group", "room")) {
            ada.at(Objects.requireNonNull(DOORS.get(way))).click();
            assertThat(ada.at("#" + way + "-dialog")).isVisible();
            ada.isOpenToAllInLightAndDark();
            ada.page().keyboard().press("Escape");
            assertThat(ada.at("dialog")).hasCount(0);
        }
        grace.opens(room);
        ada.person("you").click();
        assertThat(ada.at("#person-dialog")).isVisible();
        ada.isOpenToAllInLightAndDark();
    }

    /// What people do to messages, and what the page asks, tells and offers meanwhile.
    @Test
    void accessibilityAuditPassesWhileWriting() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        assertThat(ada.at("#log")).containsText("No messages yet.");
        ada.isOpenToAllInLightAndDark();
        ada.writes("look at `this`: ```\n" + "wide ".repeat(60) + "\n```");
        assertThat(ada.at("#log .message")).hasAttribute("data-state", "stored");
        assertThat(ada.at("#notifications")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.at("#log .message").hover();
        ada.at("#log .more").click();
        ada.isOpenToAllInLightAndDark();
        ada.at("#message-menu .emoji").last().click();
        ada.isOpenToAllInLightAndDark();
        ada.at("#message-menu [data-act=delete]").click();
        assertThat(ada.at("#confirm-dialog")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.at("#confirm-cancel").click();
        ada.at("#emoji-button").click();
        assertThat(ada.at("#emoji-panel")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.page().keyboard().press("Escape");
        ada.does(ada.at("#log .message"), "reply");
        ada.at("#message").fill("x".repeat(16_385));
        assertThat(ada.at("#counter")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.at("#message").fill("");
        ada.does(ada.at("#log .message"), "delete");
        assertThat(ada.at("#log")).containsText("This message was deleted.");
        ada.at("#accept-notifications").click();
        assertThat(ada.at("#notifications")).containsText("blocks notifications");
        ada.isOpenToAllInLightAndDark();
        ada.at("#leave").click();
        assertThat(ada.at("#undo")).isVisible();
        ada.isOpenToAllInLightAndDark();
    }

    /// What moderators and those whom they moderate see.
    @Test
    void accessibilityAuditPassesWhileModerating() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(BrowserFixture.address(FIXTURE.there()), PHONE);
        grace.at("#to-rooms").click();
        grace.changesNameTo("Grace " + room);
        ada.joins(room);
        grace.joins(room);
        assertThat(ada.person("Grace " + room)).isVisible();
        ada.createsGroup("Gardeners", "Grace " + room);
        assertThat(grace.at("#notice")).containsText("You were added to Gardeners");
        grace.isOpenToAllInLightAndDark();
        grace.at("#see-room").click();
        ada.says("Who is awake?");
        ada.deliveryStatus("Who is awake?").locator("button").click();
        assertThat(ada.at("#info-dialog [data-way=seen]")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.page().keyboard().press("Escape");
        ada.at("#invite").click();
        assertThat(ada.at("#invite-dialog")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.page().keyboard().press("Escape");
        ada.at("#room-button").click();
        assertThat(ada.at("#room-name")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.page().keyboard().press("Escape");
        ada.at("#switch-button").click();
        ada.at("#switch-query").fill("nothing of this name");
        assertThat(ada.at("#switcher-dialog")).containsText("No results");
        ada.isOpenToAllInLightAndDark();
        // The first one only empties the field.
        ada.page().keyboard().press("Escape");
        ada.page().keyboard().press("Escape");
        assertThat(ada.at("#switcher-dialog")).hasCount(0);

        ada.does("mute", "Grace " + room);
        assertThat(ada.at("#undo")).isVisible();
        grace.message("Who is awake?").hover();
        grace.message("Who is awake?").locator(".more").click();
        grace.at("#message-menu .emoji").first().click();
        assertThat(grace.at("#log")).containsText("Reaction not changed.");
        grace.isOpenToAllInLightAndDark();
        ada.chooses("ban", "Grace " + room);
        assertThat(ada.at("#confirm-dialog")).isVisible();
        ada.isOpenToAllInLightAndDark();
        ada.confirms();
        assertThat(ada.at("#banned-list")).isVisible();
        ada.isOpenToAllInLightAndDark();
        assertThat(grace.at("#conversation")).containsText("You are not in this conversation.");
        grace.isOpenToAllInLightAndDark();
    }

    /// The page's own server closes the connection, temporarily or for good.
    @Test
    void accessibilityAuditPassesWithoutAConnection() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.comesBackTo(1013);
        assertThat(ada.at("#trouble")).containsText("The server is overloaded.");
        ada.writes("Waiting");
        assertThat(ada.message("Waiting")).containsText("Waiting for connection");
        ada.isOpenToAllInLightAndDark();
        ada.at("#leave").click();
        assertThat(ada.at("#toast [role=alert]")).containsText("There is no connection.");
        ada.isOpenToAllInLightAndDark();
        ada.comesBackTo(4502);
        assertThat(ada.at("#trouble")).containsText("An operator disconnected you.");
        ada.isOpenToAllInLightAndDark();
    }

    @Test
    void accessibilityAuditPassesOnAPhone() {
        Visitor ada = FIXTURE.visitor(BrowserFixture.address(FIXTURE.here()), PHONE);
        ada.says("From a phone");
        ada.at("#to-people").click();
        assertThat(ada.person("you")).isVisible();
        ada.isOpenToAll();
        ada.at("#to-room").click();
        ada.at("#to-rooms").click();
        assertThat(ada.own("lobby")).isVisible();
        ada.isOpenToAll();
    }

    @Test
    void doubleTextSizeHidesNothing() {
        try (Browser large = FIXTURE.browser("--blink-settings=defaultFontSize=32")) {
            for (int width : new int[] {PHONE, Visitor.DESK}) {
                try (Visitor ada = new Visitor(large, BrowserFixture.address(FIXTURE.here()), width)) {
                    ada.says("On a screen of " + width + ", with_a_word_that_is_far_too_long_for_a_line_of_it.");
                    fits(ada);
                    for (String needed : List.of("#room-title", "#message", "#send", "#to-people")) {
                        assertThat(ada.at(needed)).isInViewport();
                    }
                    ada.isOpenToAll();
                    assertEquals(List.of(), ada.complaints());
                }
            }
        }
    }

    /// Users who force their own colours see by an outline what others see by a background.
    @Test
    void forcedColoursShowTheSelection() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        ada.joins(PodCluster.room());
        ada.says("Mine");
        ada.isOpenToAll();
        ada.at("#switch-button").click();
        assertThat(ada.at("#places [aria-selected='true']")).hasCSS("outline-style", "solid");
        assertThat(ada.at("#places [aria-selected='false']").first()).hasCSS("outline-style", "none");
        assertThat(ada.at("#my-rooms [aria-current]")).hasCSS("outline-style", "solid");
    }

    /// A phone on its side whose keyboard takes most of its screen.
    @Test
    void lowWindowLeavesRoomForTheConversation() {
        Visitor ada = FIXTURE.visitor(BrowserFixture.address(FIXTURE.here()), SMALLEST);
        ada.says("From a phone on its side");
        ada.page().setViewportSize(640, 360);
        ada.at("#message").focus();
        assertThat(ada.at("#conversation > .pane-head")).isVisible();
        Visitor.waitsFor(() -> height(ada, "#log") >= 220);
        ada.isOpenToAll();

        ada.page().setViewportSize(640, 160);
        assertThat(ada.at("#conversation > .pane-head")).isHidden();
        Visitor.waitsFor(() -> height(ada, "#log") >= 90);
        ada.at("#message").fill("one\ntwo\nthree\nfour");
        assertTrue(height(ada, "#log") >= 90, () -> "with a long draft: " + height(ada, "#log"));
        assertThat(ada.message("From a phone on its side")).isInViewport();
        fits(ada);
        ada.isOpenToAll();
        ada.at("#message").blur();
        assertThat(ada.at("#conversation > .pane-head")).isVisible();
    }

    /// A pane that does not fit costs a phone nothing before somebody opens it, or turns the phone.
    @Test
    void panesAreDrawnOnceTheyFit() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(BrowserFixture.address(FIXTURE.here()), SMALLEST);
        assertThat(ada.at("#rooms, #people")).hasCount(0);
        ada.at("#to-rooms").click();
        ada.joins(room);
        assertThat(ada.at("#people")).hasCount(0);
        ada.at("#to-people").click();
        assertThat(ada.at("#people-list .row")).hasCount(1);
        ada.at("#to-room").click();
        ada.at("#to-rooms").click();
        assertThat(ada.at("#my-rooms [aria-current]")).containsText(room);
        ada.at("#my-rooms [aria-current]").click();
        ada.page().setViewportSize(Visitor.DESK, 800);
        assertThat(ada.at("#my-rooms .row")).hasCount(2);
        assertThat(ada.at("#people-list .row")).isVisible();
        Visitor wide = FIXTURE.visitor(BrowserFixture.address(FIXTURE.here()), SMALLEST);
        wide.page().setViewportSize(Visitor.DESK, 800);
        assertThat(wide.at("#my-rooms .row")).hasCount(1);
        assertThat(wide.at("#people-list .row").first()).isVisible();
    }

    @Test
    void reactionsOfTheMenuAreInOneRowWhereTheyFit() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.says("Hello");
        for (int width : new int[] {Visitor.DESK, 360, SMALLEST}) {
            ada.page().setViewportSize(width, 800);
            ada.message("Hello").hover();
            ada.message("Hello").locator(".more").click();
            assertThat(ada.at("#message-menu .quick button")).hasCount(7);
            assertEquals(1, ada.page().evaluate("""
                    () => new Set(Array.from(document.querySelectorAll('.quick button'),
                        (button) => Math.round(button.getBoundingClientRect().top))).size"""));
            ada.page().keyboard().press("Escape");
        }
    }

    private static int height(Visitor one, String selector) {
        return (int) one.at(selector).evaluate("(element) => element.clientHeight");
    }

    private static void fits(Visitor one) {
        assertEquals(true, one.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }
}
