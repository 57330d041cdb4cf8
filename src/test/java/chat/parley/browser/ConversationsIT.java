package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.BotKey;
import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people on two pods share beside public rooms: direct messages, groups, typing, read receipts.
@Lane(Lane.PAGES)
final class ConversationsIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @Test
    void directMessageReachesAllDevicesOfItsRecipientAndNobodyElse() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        Visitor linus = named("Linus", room, FIXTURE.visitor(FIXTURE.there()));
        Visitor gracesPhone = FIXTURE.visitor(grace.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        ada.writesTo("Grace");
        assertThat(ada.at("#log")).containsText("This is the beginning");
        ada.says("Tea at four?");

        for (Visitor device : List.of(grace, gracesPhone)) {
            assertThat(device.conversation("Ada")).containsText("online");
            assertThat(device.conversation("Ada")).containsText("Tea at four?");
            assertThat(device.conversation("Ada").locator(".badge")).hasText("11 unread");
        }
        assertThat(grace.page()).hasTitle("(1) " + room + " · Parley");
        assertThat(ada.deliveryStatus("Tea at four?")).hasText("Delivered");

        grace.conversation("Ada").click();
        assertThat(gracesPhone.conversation("Ada").locator(".badge")).hasCount(0);
        assertThat(ada.deliveryStatus("Tea at four?")).hasText("Seen");
        grace.says("At five.");
        ada.hears("At five.", "Grace");
        assertThat(linus.conversation("Ada")).hasCount(0);

        grace.close();
        gracesPhone.close();
        assertThat(ada.at("#room-counts")).hasText("offline");
        ada.says("Never mind.");
        assertThat(ada.deliveryStatus("Never mind.")).hasText("Sent");
    }

    @Test
    void botIsMarkedBesideItsName() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        String admin = SignedToken.of("admin222222222222", "Admin", "admin");
        BotKey key = BotKey.made(FIXTURE.there(), admin, "Ticker", "send rooms", room);
        try (Connection bot = Connection.to(FIXTURE.there())) {
            bot.helloWith(key.text());
            bot.says(room, "Build 7 has passed");
            assertThat(ada.hears("Build 7 has passed").locator(".by .bot")).hasText("bot");
            bot.joins(room);
            assertThat(ada.person("Ticker")).containsText("bot");
        }
    }

    @Test
    void blockedUserIsNotHeardAndDoesNotNotice() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        ada.does("block", "Grace");
        assertThat(ada.person("Grace")).containsText("blocked");
        grace.writesTo("Ada");
        grace.says("Into the void");
        ada.does("unblock", "Grace");
        grace.says("Heard again");
        assertThat(ada.conversation("Grace")).containsText("Heard again");
        ada.conversation("Grace").click();
        ada.hears("Heard again");
        assertThat(ada.message("Into the void")).hasCount(0);
    }

    @Test
    void ownerCreatesAndModeratesAGroup() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(FIXTURE.there()));
        ada.createsGroup("Gardeners " + room, friend);
        assertThat(grace.at("#notice")).containsText("You were added to Gardeners " + room);
        grace.at("#see-room").click();
        assertThat(grace.person("Ada")).containsText("owner");
        assertThat(grace.at("#notice")).isEmpty();
        grace.says("Thank you");
        ada.hears("Thank you", friend);

        ada.does("mute", friend);
        assertThat(grace.at("#muted")).containsText("You are muted in this room until ");
        assertThat(grace.at("#message")).not().isEditable();
        assertThat(grace.at("#send")).isDisabled();
        ada.does("unmute", friend);
        assertThat(grace.at("#muted")).isEmpty();
        grace.says("Can you hear me?");
        ada.hears("Can you hear me?");

        ada.does("promote", friend);
        assertThat(ada.person(friend)).containsText("moderator");
        assertThat(grace.at("#invite")).isVisible();
        ada.does("demote", friend);
        assertThat(grace.at("#invite")).hasCount(0);

        ada.does("ban", friend);
        assertThat(grace.at("#notice")).containsText("You were banned from Gardeners " + room);
        assertThat(grace.at("#conversation")).containsText("You are not in this conversation.");
        ada.at("#banned-list [data-act=unban]").click();
        assertThat(ada.at("#banned-list")).hasCount(0);
        ada.at("#invite").click();
        ada.at(".picker label")
                .filter(new Locator.FilterOptions().setHasText(friend))
                .click();
        ada.at("#invite-go").click();
        assertThat(grace.conversation("Gardeners " + room)).isVisible();

        ada.at("#leave").click();
        ada.confirms();
        assertThat(ada.conversation("Gardeners " + room)).hasCount(0);
        grace.conversation("Gardeners " + room).click();
        assertThat(grace.person(friend)).containsText("owner");
    }

    @Test
    void ownerSaysWhoMayWriteAndDraftsAreKept() {
        String room = PodCluster.room();
        String friend = "Hedy of " + room;
        String title = "News of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor hedy = named(friend, room, FIXTURE.visitor(FIXTURE.there()));
        ada.createsGroup(title, friend);
        hedy.at("#see-room").click();
        assertThat(hedy.at("#room-title")).hasText(title);
        hedy.says("Thank you");
        ada.hears("Thank you", friend);
        hedy.at("#message").pressSequentially("By the way");

        ada.at("#room-button").click();
        ada.at("#writers").selectOption("moderators");
        assertThat(hedy.at("#closed")).containsText("Only owners and moderators can write in this room.");
        assertThat(hedy.at("#closed")).isFocused();
        assertThat(hedy.at("#message")).hasCount(0);
        hedy.isOpenToAllInLightAndDark();
        ada.isOpenToAll();
        ada.page().keyboard().press("Escape");
        ada.says("Tea is ready");
        hedy.message("Tea is ready").hover();
        assertThat(hedy.message("Tea is ready").locator("[data-tool=react]")).isVisible();
        assertThat(hedy.message("Tea is ready").locator("[data-tool=reply]")).hasCount(0);
        hedy.message("Thank you").locator(".more").click();
        assertThat(hedy.at("#message-menu [data-act=delete]")).isVisible();
        assertThat(hedy.at("#message-menu [data-act=edit], #message-menu [data-act=reply]"))
                .hasCount(0);
        hedy.at("#message-menu .emoji").first().click();
        assertThat(ada.message("Thank you").locator(".reaction")).hasCount(1);

        ada.at("#room-button").click();
        ada.at("#writers").selectOption("members");
        assertThat(hedy.at("#message")).hasValue("By the way");
        hedy.at("#message").press("Enter");
        ada.hears("By the way", friend);
    }

    @Test
    void groupShowsReadReceiptsByMember() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        Visitor linus = named("Linus", room, FIXTURE.visitor(FIXTURE.here()));
        linus.opens("lobby");
        ada.says("Who is awake?");
        assertThat(ada.deliveryStatus("Who is awake?")).hasText("Seen by 1 of 2");
        ada.deliveryStatus("Who is awake?").locator("button").click();
        assertThat(ada.at("#info-dialog [data-way=seen]")).hasText("Grace");
        assertThat(ada.at("#info-dialog [data-way=delivered]")).hasText("Linus");
        linus.opens(room);
        assertThat(ada.at("#info-dialog [data-way=seen]")).hasCount(2);
        ada.page().keyboard().press("Escape");
        assertThat(ada.deliveryStatus("Who is awake?")).hasText("Seen");
        grace.hears("Who is awake?");
    }

    @Test
    void typingLineDoesNotShiftTheLayout() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        assertThat(ada.person("Grace")).isVisible();
        Object quiet = placeOfTheField(ada);
        grace.at("#message").pressSequentially("I am thinking");
        assertThat(ada.at("#typing")).hasText("Grace is typing…");
        assertThat(grace.at("#typing")).isEmpty();
        assertEquals(quiet, placeOfTheField(ada));
        grace.at("#message").press("Enter");
        ada.hears("I am thinking");
        assertThat(ada.at("#typing")).isEmpty();
        grace.at("#message").pressSequentially("or not");
        assertThat(ada.at("#typing")).hasText("Grace is typing…");
        grace.at("#message").fill("");
        assertThat(ada.at("#typing")).isEmpty();
    }

    @Test
    void messageIsAnsweredEditedAndDeleted() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        ada.says("Tea at for?");
        grace.hears("Tea at for?");
        ada.at("#message").press("ArrowUp");
        ada.at("#message").fill("Tea at four?");
        ada.at("#message").press("Enter");
        grace.does(grace.hears("Tea at four?"), "reply");
        grace.says("Gladly");
        assertThat(ada.hears("Gladly").locator(".quote")).containsText("Tea at four?");

        Locator hers = ada.hears("Gladly");
        hers.hover();
        hers.locator(".more").click();
        ada.at("#message-menu .emoji").first().click();
        assertThat(grace.message("Gladly").locator(".reaction")).hasText("👍1");
        grace.message("Gladly").locator(".reaction").click();
        assertThat(ada.message("Gladly").locator(".reaction")).hasText("👍2");
        ada.does(ada.message("Tea at four?").first(), "delete");
        assertThat(grace.at("#log")).containsText("This message was deleted.");
        assertThat(grace.hears("Gladly").locator(".quote")).containsText("Deleted");
    }

    private static Visitor named(String name, String room, Visitor visitor) {
        visitor.changesNameTo(name);
        visitor.joins(room);
        return visitor;
    }

    private static Object placeOfTheField(Visitor one) {
        return one.page().evaluate("document.querySelector('#message').getBoundingClientRect().top");
    }
}
