package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.AdminApi;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An operator's announcement to everybody, as people on two pods see it.
@Lane(Lane.PAGES)
final class AnnouncementIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final String OPERATOR = SignedToken.of("admin222222222222", "Olga", "admin");

    @Test
    void announcementShowsOnEveryPodUntilDismissed() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.joins(PodCluster.room());
        String words = Frame.of("text", "Back at five, <b>promised</b>");
        assertEquals(
                204,
                AdminApi.ask(FIXTURE.here(), "POST", "/announce", OPERATOR, words)
                        .statusCode());
        for (Visitor one : new Visitor[] {ada, grace}) {
            assertThat(one.at("#announcement")).containsText("Announcement from Olga: Back at five, <b>promised</b>");
        }
        ada.at("#announcement button").click();
        assertThat(ada.at("#announcement")).isEmpty();
        assertThat(grace.at("#announcement")).containsText("Back at five");
    }
}
