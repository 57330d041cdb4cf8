package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who is in a room, as its members see it on two pods: found by name, told apart, mentioned, muted and
/// banned.
@Lane(Lane.SCREENS)
final class PeopleIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    @Test
    void memberBeyondTheFirstPageIsFoundAndMentioned() {
        String room = PodCluster.room();
        crowd(FIXTURE.here(), room, 105);
        try (Member zoe = Member.named("Zoe First Last", FIXTURE.there())) {
            zoe.joins(room);
        }
        goesOffline("Zoe", room);
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        assertThat(ada.at("#show-more-people")).isVisible();
        assertThat(ada.person("Zoe First Last")).hasCount(0);

        ada.at("#people-query").fill("last ");
        assertThat(ada.at("#people-list li")).hasCount(1);
        assertThat(ada.person("Zoe First Last")).isVisible();
        ada.isOpenToAll();
        ada.at("#people-query").fill("nobody is called like that");
        assertThat(ada.at("#people")).containsText("No results");
        ada.at("#people-query").fill("");
        assertThat(ada.person("Extra 1").first()).isVisible();

        ada.at("#message").pressSequentially("Ask @First La");
        assertThat(ada.at("#suggestions .title")).hasText("Zoe First Last");
        ada.at("#message").press("Enter");
        assertThat(ada.at("#message")).hasValue("Ask @Zoe First Last ");
        ada.at("#message").pressSequentially("please");
        assertThat(ada.at("#suggestions")).hasCount(0);
        ada.at("#message").press("Enter");
        assertThat(ada.at("#log .mention")).hasText("@Zoe First Last");

        ada.at("#message").pressSequentially("Ask @First La");
        assertThat(ada.at("#suggestions .title")).hasText("Zoe First Last");
        ada.at("#message").press("Enter");
        ada.at("#message").pressSequentially("again");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#message")).hasValue("Ask @Zoe First Last again");
        ada.at("#message").press("Enter");
        assertThat(ada.at("#log .mention")).hasCount(2);
        ada.joins(PodCluster.room());
        ada.says("Who is @Zoe First Last?");
        assertThat(ada.at("#log .mention")).hasCount(0);
    }

    /// Whoever is looked for by name may be somebody whom the page has never seen.
    @Test
    void newcomerFindsAnybodyInTheSwitcherAndForAGroup() {
        String name = "Zelda Far Away " + PodCluster.room();
        crowd(FIXTURE.here(), PodCluster.room(), 105);
        try (Member zelda = Member.named(name, FIXTURE.there())) {
            zelda.joins("lobby");
        }
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.at("#switch-button").click();
        ada.at("#switch-query").fill(name.substring("Zelda ".length()));
        assertThat(ada.at("#places")).containsText(name);
        // The first one only empties the field.
        ada.page().keyboard().press("Escape");
        ada.page().keyboard().press("Escape");
        assertThat(ada.at("#switcher-dialog")).hasCount(0);
        ada.at("#new-group").click();
        ada.at("#picker-query").fill(name.substring("Zelda ".length()));
        ada.at(".picker label")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        ada.at("#picker-query").fill("nobody is called like that");
        assertThat(ada.at(".picker label")).hasCount(0);
        ada.isOpenToAll();
        ada.at("#group-title").fill("Far away");
        ada.at("#group-make").click();
        assertThat(ada.at("#room-title")).hasText("Far away");
        assertThat(ada.person(name)).isVisible();
    }

    @Test
    void roomsWithTheSameTitleAreToldApart() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.createsGroup("Twins");
        ada.at("#new-group").click();
        ada.at("#group-title").fill("Twins");
        ada.at("#group-make").click();
        Pattern tagged = Pattern.compile("^Twins #.{4,}$");
        assertThat(ada.at("#room-title")).hasText(tagged);
        Locator both = ada.at("#my-rooms .title").filter(new Locator.FilterOptions().setHasText("Twins"));
        assertThat(both).hasText(new Pattern[] {tagged, tagged});
        assertEquals(2, both.allTextContents().stream().distinct().count());
    }

    @Test
    void markStaysWhenItsPersonTakesAnotherName() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor grace = named("Grace", room, FIXTURE.visitor(FIXTURE.there()));
        assertThat(ada.person("Grace")).isVisible();
        ada.says("Hello @Grace.");
        grace.hears("Hello @Grace.");
        assertThat(grace.at("#log .mention")).hasAttribute("data-me", "");
        grace.changesNameTo("Admiral Hopper");
        assertThat(ada.person("Admiral Hopper")).isVisible();
        for (Visitor each : List.of(ada, grace)) {
            assertThat(each.at("#log .mention")).hasText("@Grace");
            each.page().reload();
            assertThat(each.at("#log .mention")).hasText("@Grace");
        }
        assertThat(grace.at("#log .mention")).hasAttribute("data-me", "");
        assertThat(ada.at("#log .mention")).not().hasAttribute("data-me", "");
    }

    @Test
    void peopleWithTheSameNameAreToldApart() {
        String room = PodCluster.room();
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor one = named("Sam", room, FIXTURE.visitor(FIXTURE.there()));
        one.says("I am Sam");
        ada.hears("I am Sam", "Sam");
        Visitor other = named("Sam", room, FIXTURE.visitor(FIXTURE.here()));
        other.says("Me, too");
        Pattern tagged = Pattern.compile("^Sam #[a-z0-9]{4,}$");
        assertThat(titles(ada)).hasText(new Pattern[] {tagged, tagged});
        List<String> shown = new ArrayList<>(titles(ada).allTextContents());
        assertEquals(2, shown.stream().distinct().count(), shown::toString);
        Locator first = ada.hears("I am Sam").locator(".author");
        Locator second = ada.hears("Me, too").locator(".author");
        assertThat(first).hasText(tagged);
        assertThat(second).hasText(tagged);
        List<String> written = new ArrayList<>(List.of(first.textContent(), second.textContent()));
        shown.sort(null);
        written.sort(null);
        assertEquals(shown, written, "the same everywhere");
        assertThat(ada.hears("Me, too").locator(".more"))
                .hasAttribute("aria-label", "More for the message from " + second.textContent());

        other.at("#message").pressSequentially("thinking");
        assertThat(ada.at("#typing")).hasText(second.textContent() + " is typing…");
        ada.at("#message").pressSequentially("@Sa");
        assertThat(ada.at("#suggestions [role=option]")).hasCount(2);
        ada.at("#suggestions [role=option]")
                .filter(new Locator.FilterOptions().setHasText(second.textContent()))
                .click();
        ada.at("#message").press("Enter");
        assertThat(other.at("#log .mention")).hasAttribute("data-me", "");
        assertThat(one.at("#log .mention")).not().hasAttribute("data-me", "");
        assertThat(ada.person("Ada").locator(".title")).hasText("Ada");
    }

    @Test
    void moderatorsSeeWhoIsMutedAndBannedAfterAReload() {
        String room = PodCluster.room();
        String max = "Max of " + room;
        String eve = "Eve of " + room;
        Visitor ada = named("Ada", room, FIXTURE.visitor(FIXTURE.here()));
        Visitor muted = named(max, room, FIXTURE.visitor(FIXTURE.there()));
        Visitor banned = named(eve, room, FIXTURE.visitor(FIXTURE.there()));
        ada.createsGroup("Group " + room, max, eve);
        for (Visitor each : List.of(muted, banned)) {
            each.conversation("Group " + room).click();
            assertThat(each.at("#people-list")).containsText("Ada");
            assertThat(each.at("#muted-list")).hasCount(0);
        }
        ada.does("mute", max);
        ada.does("ban", eve);
        for (int i = 0; i < 2; i++) {
            assertThat(ada.at("#muted-list li")).hasCount(1);
            assertThat(ada.at("#muted-list li")).containsText(Pattern.compile(max + "\\s+Until "));
            assertThat(ada.at("#banned-list li")).hasCount(1);
            assertThat(ada.at("#banned-list li")).containsText(Pattern.compile(eve + "\\s+Until undone"));
            assertThat(ada.person(max)).containsText("muted until");
            ada.page().reload();
        }
        muted.page().reload();
        assertThat(muted.at("#muted")).containsText("You are muted in this room until ");
        assertThat(muted.at("#message")).not().isEditable();
        muted.isOpenToAll();
        assertThat(ada.at("#banned-list li")).hasCount(1);
        ada.isOpenToAll();

        ada.at("#banned-list [data-act=unban]").click();
        assertThat(ada.at("#banned-list")).hasCount(0);
        ada.at("#muted-list [data-act=unmute]").click();
        assertThat(ada.at("#muted-list")).hasCount(0);
        assertThat(muted.at("#muted")).isEmpty();
        muted.says("Thank you");
        ada.hears("Thank you");
    }

    @Test
    void fieldComesBackByItselfWhenAMuteEnds() {
        String room = PodCluster.room();
        try (Member olga = Member.named("Olga", FIXTURE.there())) {
            olga.createsPublic(room, room);
            Visitor max = named("Max", room, FIXTURE.visitor(FIXTURE.here()));
            String id = olga.membersNamed(room, "Max").at("/members/0/id").asText();
            olga.command("mute", "room", room, "user", id, "for", 4_000);
            assertThat(max.at("#muted")).containsText("You are muted in this room until ");
            assertThat(max.at("#muted")).isEmpty();
            max.says("Finally");
        }
    }

    @Test
    void whoJoinsByALinkOrReturnsAfterAKickFindsThePeople() {
        String room = PodCluster.room();
        try (Member olga = Member.named("Olga", FIXTURE.there())) {
            olga.createsPublic(room, room);
            Visitor max = FIXTURE.visitor(FIXTURE.here());
            max.changesNameTo("Max");
            max.page().navigate(BrowserFixture.address(FIXTURE.here()) + "#room/" + room);
            max.at("#join-here").click();
            findsOlga(max);
            String id = olga.membersNamed(room, "Max").at("/members/0/id").asText();
            olga.command("kick", "room", room, "user", id);
            assertThat(max.at("#notice")).containsText("You were removed from " + room);
            max.at("#join-here").click();
            findsOlga(max);
        }
    }

    private static void findsOlga(Visitor max) {
        assertThat(max.person("Olga")).isVisible();
        max.at("#message").pressSequentially("@Ol");
        assertThat(max.at("#suggestions .title")).hasText("Olga");
        max.at("#message").fill("");
    }

    @Test
    void publicRoomBeyondTheFirstPageIsFound() {
        String title = "Hidden Garden of " + PodCluster.room();
        try (Member olga = Member.named("Olga", FIXTURE.there())) {
            olga.creates("public", title);
        }
        for (int i = 0; i < 3; i++) {
            try (Member busy = Member.named("Busy " + i, FIXTURE.here())) {
                for (int k = 0; k < 18; k++) {
                    String room = PodCluster.room();
                    busy.joins(room);
                    busy.says(room, "hello");
                }
            }
        }
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        assertThat(ada.at("#show-more-rooms")).isVisible();
        assertThat(ada.at("#all-rooms")).not().containsText(title);
        ada.at("#switch-button").click();
        ada.at("#switch-query").fill(title.substring("Hidden ".length()));
        assertThat(ada.at("#places .row")).hasCount(1);
        assertThat(ada.at("#places .row")).containsText(title);
        ada.at("#switch-query").press("Enter");
        assertThat(ada.at("#room-title")).hasText(title);
    }

    private static Locator titles(Visitor visitor) {
        return visitor.at("#people-list .title").filter(new Locator.FilterOptions().setHasText("Sam"));
    }

    /// Who is online is on the first page.
    private static void goesOffline(String name, String room) {
        try (Member other = Member.named("Somebody", FIXTURE.here())) {
            other.joins(room);
            await().atMost(15, SECONDS)
                    .until(() -> !other.membersNamed(room, name)
                            .at("/members/0/online")
                            .asBoolean());
        }
    }

    private static void crowd(Pod pod, String room, int size) {
        for (int i = 0; i < size; i++) {
            try (Member extra = Member.named("Extra " + i, pod)) {
                extra.joins(room);
            }
        }
    }

    private static Visitor named(String name, String room, Visitor visitor) {
        visitor.changesNameTo(name);
        visitor.joins(room);
        return visitor;
    }
}
