package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people on two pages and two pods, from a newcomer's first message to a room of their own.
@Lane(Lane.PAGES)
final class FirstVisitIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @Test
    void newcomerReachesTheOtherPodBeforeChoosingAName() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.says("Is anybody here?");
        grace.hears("Is anybody here?", ada.name());
        grace.says("I am, on the other server.");
        ada.hears("I am, on the other server.", grace.name());
        assertThat(ada.at("#own-name")).hasText(Pattern.compile("Guest \\d{4}"));
        assertNotEquals(ada.pod(), grace.pod());
    }

    @Test
    void newNameShowsBesideLaterMessages() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        String guest = ada.name();
        assertThat(ada.at("#log #welcome")).containsText("For now you are " + guest);
        ada.at("#welcome [data-act=hello]").click();
        assertThat(ada.at("#message")).isFocused();
        ada.says("Who am I?");
        ada.at("#welcome [data-act=name]").click();
        ada.at("#name").fill("Augusta");
        ada.at("#name").press("Enter");
        assertThat(ada.at("#welcome")).containsText("You are Augusta.");
        ada.isOpenToAllInLightAndDark();
        ada.says("Augusta, that is who.");
        grace.hears("Augusta, that is who.", "Augusta");
        grace.hears("Who am I?", guest);
        ada.page().reload();
        ada.hears("Who am I?");
        assertThat(ada.at("#welcome")).hasCount(0);
    }

    /// However it is written, in any script, the same name opens the same room, with the title that it was given first.
    @Test
    void nameOfARoomIsItsTitle() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.at("#welcome [data-act=own]").click();
        assertThat(ada.at("#join-room")).isFocused();
        for (String name : List.of("Küche " + room + "!", "부엌 " + room)) {
            ada.opensByName(name);
            assertThat(ada.at("#room-title")).hasText(name);
            assertThat(ada.person("you")).containsText("owner");
            grace.opensByName(name.toLowerCase(Locale.ROOT));
            assertThat(grace.at("#room-title")).hasText(name);
            assertThat(ada.at("#people-counts")).hasText("2 of 2 online");
        }
        grace.opensByName("kuche-" + room);
        assertThat(grace.at("#room-title")).hasText("Küche " + room + "!");
    }

    @Test
    void roomCreatedByOneUserIsJoinedByAnother() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.changesNameTo("Ada");
        grace.changesNameTo("Grace");
        assertThat(grace.at("#room-total")).hasText(Pattern.compile("\\d+ public rooms?"));

        ada.joins(room);
        assertThat(ada.own(room)).containsText("1 member, 1 online");
        assertThat(grace.other(room)).containsText("1 member, 1 online");
        grace.other(room).click();
        assertThat(grace.at("#room-title")).hasText(room);

        ada.reads("Grace joined");
        for (Visitor one : List.of(ada, grace)) {
            assertThat(one.at("#people-counts")).hasText("2 of 2 online");
            assertThat(one.person("Ada")).containsText("online");
            assertThat(one.person("Grace")).containsText("online");
            assertThat(one.own(room)).containsText("2 members, 2 online");
        }
        assertThat(grace.person("Grace")).containsText("you");

        grace.close();
        ada.reads("Grace left");
        assertThat(ada.person("Grace")).containsText("offline");
        assertThat(ada.own(room)).containsText("2 members, 1 online");
    }

    @Test
    void messageInAnotherRoomRaisesItsUnreadCountAndShowsInTheTitle() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.joins(room);
        grace.joins(room);
        assertThat(grace.page()).hasTitle(room + " · Parley");
        grace.opens("lobby");
        assertThat(grace.page()).hasTitle("lobby · Parley");
        ada.says("one");
        ada.says("two");
        assertThat(grace.own(room)).containsText("2 unread");
        assertThat(grace.page()).hasTitle("(2) lobby · Parley");
        grace.opens(room);
        assertThat(grace.own(room)).not().containsText("unread");
        assertThat(grace.page()).hasTitle(room + " · Parley");
    }

    @Test
    void markupIsShownAsText() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.changesNameTo("<b>Ada</b>");
        ada.joins(room);
        grace.joins(room);
        for (String text : List.of(
                "<img src=x onerror=\"document.title='caught'\">", "<script>document.title='caught'</script>")) {
            ada.says(text);
            grace.hears(text, "<b>Ada</b>");
        }
        for (Visitor one : List.of(ada, grace)) {
            assertThat(one.at("#log img, #log script, #log b, #people b")).hasCount(0);
            assertThat(one.page()).hasTitle(room + " · Parley");
        }
    }
}
