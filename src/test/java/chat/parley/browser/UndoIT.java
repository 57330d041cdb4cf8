package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What cannot be undone is asked before, and what can be is undone by one key; a refusal shows where the
/// user looks.
@Lane(Lane.SCREENS)
final class UndoIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    private static final int PHONE = 390;

    @Test
    void deletingAsksFirstAndKeepsTheFocusOnTheMessage() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        ada.says("Not for everybody");
        Locator hers = grace.hears("Not for everybody");
        Keyboard keys = ada.page().keyboard();
        ada.at("#log").focus();
        keys.press("ArrowUp");
        keys.press("Enter");
        ada.at("#message-menu [data-act=delete]").press("Enter");
        assertThat(ada.at("#confirm-dialog")).hasAttribute("role", "alertdialog");
        assertThat(ada.at("#confirm-dialog")).containsText("Delete this message?");
        assertThat(ada.at("#confirm-dialog blockquote")).hasText("Not for everybody");
        assertThat(ada.at("#confirm-cancel")).isFocused();
        keys.press("Enter");
        assertThat(ada.at("#confirm-dialog")).hasCount(0);
        assertThat(ada.message("Not for everybody")).isFocused();
        assertThat(hers).isVisible();

        keys.press("Enter");
        ada.at("#message-menu [data-act=delete]").press("Enter");
        keys.press("Tab");
        assertThat(ada.at("#confirm-go")).isFocused();
        keys.press("Enter");
        assertThat(grace.at("#log")).containsText("This message was deleted.");
        assertThat(ada.at("#confirm-dialog")).hasCount(0);
        assertThat(ada.at("#log .message")).isFocused();
    }

    @Test
    void buttonThatDisappearsLeavesTheFocusNearby() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        ada.says("With the mouse");
        ada.does(ada.message("With the mouse"), "delete");
        assertThat(ada.at("#log")).containsText("This message was deleted.");
        assertThat(ada.at("#log .message")).isFocused();
    }

    @Test
    void publicRoomIsLeftAtOnceAndEnteredAgainByOneKey() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        ada.at("#leave").click();
        assertThat(ada.at("#toast")).containsText("You left " + room + ".");
        assertThat(ada.at("#room-title")).hasText("lobby");
        assertThat(ada.own(room)).hasCount(0);
        assertThat(ada.at("#conversation")).isFocused();
        ada.at("#message").fill("mine");
        ada.at("#message").press("Control+z");
        assertThat(ada.at("#toast")).containsText("You left " + room + ".");
        ada.at("#conversation").focus();
        ada.page().keyboard().press("Control+z");
        assertThat(ada.at("#room-title")).hasText(room);
        assertThat(ada.own(room)).isVisible();
        assertThat(ada.at("#toast")).containsText("Undone.");
        ada.at("#toast .round").click();
        assertThat(ada.at("#toast")).isEmpty();
    }

    @Test
    void hiddenConversationComesBack() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        ada.writesTo("Grace");
        ada.says("Tea at four?");
        ada.at("#room-button").click();
        ada.at("#room-dialog [data-act=leave]").click();
        assertThat(ada.at("#toast")).containsText("You hid the conversation with Grace.");
        assertThat(ada.conversation("Grace")).hasCount(0);
        ada.undoes();
        assertThat(ada.at("#room-title")).hasText("Grace");
        ada.hears("Tea at four?");
    }

    @Test
    void whatAModeratorDoesIsUndoneCompletely() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(FIXTURE.there()));
        createsPublicRoom(ada, "Gardeners " + room, friend);
        grace.conversation("Gardeners " + room).click();

        ada.does("promote", friend);
        assertThat(ada.at("#toast")).containsText(friend + " is now a moderator.");
        ada.does("kick", friend);
        assertThat(grace.at("#notice")).containsText("You were removed from Gardeners " + room);
        assertThat(ada.at("#toast")).containsText("You removed " + friend + " from Gardeners " + room);
        assertThat(ada.at("#people")).isFocused();
        ada.undoes();
        assertThat(ada.person(friend)).containsText("moderator");
        assertThat(grace.conversation("Gardeners " + room)).isVisible();
        ada.does("demote", friend);

        grace.conversation("Gardeners " + room).click();
        ada.does("mute", friend);
        assertThat(ada.at("#toast")).containsText("You muted " + friend + " for 10 minutes.");
        ada.undoes();
        grace.says("Can you hear me?");

        ada.does("block", friend);
        assertThat(ada.person(friend)).containsText("blocked");
        assertThat(ada.at("#toast")).containsText("You blocked " + friend);
        ada.undoes();
        assertThat(ada.person(friend)).not().containsText("blocked");
    }

    @Test
    void whatCannotBeUndoneIsAsked() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(FIXTURE.there()));
        String title = "Gardeners " + room;
        ada.createsGroup(title, friend);
        asks(ada, "kick", friend, "Remove " + friend + " from " + title + "?");
        asks(ada, "ban", friend, "Ban " + friend + " from " + title + "?");
        ada.does("promote", friend);
        assertThat(ada.person(friend)).containsText("moderator");
        asks(ada, "promote", friend, "Make " + friend + " an owner of " + title + "?");
        ada.at("#leave").click();
        assertThat(ada.at("#confirm-hint")).containsText("only if someone adds you again");
        ada.page().keyboard().press("Escape");
        assertThat(ada.at("#leave")).isFocused();
        ada.chooses("kick", friend);
        ada.confirms();
        assertThat(ada.at("#person-dialog")).hasCount(0);
        assertThat(grace.conversation(title)).hasCount(0);
        assertThat(ada.at("#room-counts")).containsText("1 member");
        ada.at("#leave").click();
        assertThat(ada.at("#confirm-hint")).containsText("all of its messages will be deleted");
        ada.confirms();
        assertThat(ada.conversation(title)).hasCount(0);
        assertThat(ada.at("#conversation")).isFocused();
    }

    @Test
    void refusalIsShownInTheQuestion() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        String other = "Linus of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(FIXTURE.there()));
        named(other, room, FIXTURE.visitor(FIXTURE.there()));
        ada.createsGroup("Gardeners " + room, friend, other);
        grace.at("#see-room").click();
        ada.does("promote", friend);
        assertThat(grace.at("#invite")).isVisible();
        grace.chooses("ban", other);
        ada.does("demote", friend);
        assertThat(grace.at("#invite")).hasCount(0);
        grace.at("#confirm-go").click();
        assertThat(grace.at("#confirm-dialog [role=alert]")).hasText("Your role in this room does not allow this.");
        assertThat(grace.at("#confirm-go")).isFocused();
        grace.page().keyboard().press("Escape");
        assertThat(grace.at("#confirm-dialog")).hasCount(0);
    }

    @Test
    void refusedJoiningIsToldWhereItWasAskedForAndInTheReadersLanguage() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        String title = "Gardeners " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(FIXTURE.there(), "ko-KR", Visitor.DESK));
        createsPublicRoom(ada, title, friend);
        grace.conversation(title).click();
        assertThat(grace.at("#room-title")).hasText(title);
        ada.does("ban", friend);
        String why = "이 채팅방에 입장이 금지되었어요.";
        grace.at("#join-here").click();
        assertThat(grace.at(".absent [role=alert]")).hasText(why);
        Locator listed = grace.at("#all-rooms li").filter(new Locator.FilterOptions().setHasText(title));
        listed.locator("button").click();
        assertThat(listed.locator("[role=alert]")).hasText(why);
        assertThat(grace.at(".absent [role=alert]")).isEmpty();
        grace.at("#switch-button").click();
        grace.at("#switch-query").fill(title);
        grace.at("#switch-query").press("Enter");
        assertThat(grace.at("#switcher-dialog [role=alert]")).hasText(why);
    }

    @Test
    void refusedChangeIsToldByItsMessage() {
        String room = PodCluster.room();
        String friend = "Grace of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named(friend, room, FIXTURE.visitor(BrowserFixture.address(FIXTURE.there()), Visitor.DESK));
        ada.createsGroup("Gardeners " + room, friend);
        ada.says("Do you agree?");
        grace.at("#see-room").click();
        grace.hears("Do you agree?");
        grace.page().setViewportSize(PHONE, 800);
        ada.does("mute", friend);
        Locator message = grace.message("Do you agree?");
        message.hover();
        message.locator(".more").click();
        grace.at("#message-menu .emoji").first().click();
        assertThat(message.locator(".delivery")).containsText("Reaction not changed. You are muted in this room.");
        message.locator(".delivery [data-act=dismiss]").click();
        assertThat(message.locator(".delivery")).hasCount(0);
    }

    @Test
    void eachRefusalIsToldWhereTheUserActed() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here(), "id-ID", Visitor.DESK));
        ada.createsGroup("Gardeners " + room);
        ada.says("Before");
        ada.isRefused("forbidden", "rename", "title", "create", "leave", "receipts", "send", "delete");
        ada.at("#name-button").click();
        ada.at("#name").fill("Someone else");
        ada.at("#name").press("Enter");
        assertThat(ada.at("#name-hint"))
                .hasText("Nama Anda berasal dari akun masuk Anda dan hanya dapat diubah di sana.");
        ada.page().keyboard().press("Escape");
        ada.at("#room-button").click();
        ada.at("#room-name").fill("Florists");
        ada.at("#room-name").press("Enter");
        assertThat(ada.at("#room-name-problem"))
                .hasText("Hanya pemilik dan moderator yang dapat mengganti nama ruang ini.");
        assertThat(ada.at("#room-name")).hasAttribute("aria-describedby", "room-name-problem");
        ada.page().keyboard().press("Escape");
        ada.at("#new-group").click();
        ada.at("#group-title").fill("Florists");
        ada.at("#group-make").click();
        assertThat(ada.at("#group-dialog [role=alert]")).hasText("Anda tidak boleh membuat ruang di sini.");
        ada.page().keyboard().press("Escape");
        ada.at("#leave").click();
        ada.at("#confirm-go").click();
        assertThat(ada.at("#confirm-dialog [role=alert]")).hasText("Anda tidak memiliki izin untuk melakukan ini.");
        ada.page().keyboard().press("Escape");
        ada.does(ada.message("Before"), "info");
        assertThat(ada.at("#info-dialog [role=alert]"))
                .hasText("Ruang ini tidak menunjukkan siapa yang sudah membaca.");
        ada.page().keyboard().press("Escape");
        ada.does(ada.message("Before"), "delete");
        assertThat(ada.message("Before").locator("[role=alert]"))
                .containsText("Tidak dihapus. Hanya penulisnya dan moderator yang dapat menghapus pesan ini.");

        ada.writes("Not allowed");
        assertThat(ada.message("Not allowed").locator("[role=alert]"))
                .containsText("Tidak terkirim. Hanya pemilik dan moderator yang dapat menulis di ruang ini.");
        ada.message("Not allowed").locator("[data-act=discard]").click();
        assertThat(ada.message("Not allowed")).hasCount(0);
        assertThat(ada.at("#log")).isFocused();
        ada.at("#undo").click();
        assertThat(ada.message("Not allowed")).hasAttribute("data-state", "failed");
    }

    /// Asks, says so, and does nothing on "Cancel"; the focus is where it was.
    private static void asks(Visitor one, String act, String name, String question) {
        one.chooses(act, name);
        assertThat(one.at("#confirm-title")).hasText(question);
        one.at("#confirm-cancel").click();
        assertThat(one.at("#confirm-dialog")).hasCount(0);
        assertThat(one.at("#person-dialog [data-act='" + act + "']").first()).isFocused();
        one.page().keyboard().press("Escape");
        assertThat(one.at("#person-dialog")).hasCount(0);
        assertThat(one.person(name).locator("button")).isFocused();
    }

    private static void createsPublicRoom(Visitor one, String title, String friend) {
        one.at("#new-group").click();
        one.at("#group-title").fill(title);
        one.at("#group-dialog [value=public]").check();
        one.at(".picker label")
                .filter(new Locator.FilterOptions().setHasText(friend))
                .click();
        one.at("#group-make").click();
        assertThat(one.at("#room-title")).hasText(title);
    }

    private static Visitor named(String name, String room, Visitor visitor) {
        visitor.changesNameTo(name);
        visitor.joins(room);
        return visitor;
    }
}
