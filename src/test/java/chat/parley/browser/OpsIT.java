package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The operators' page (`/ops`) on two pods.
@Lane(Lane.SCREENS)
final class OpsIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    private static final String OPERATOR = SignedToken.of("operator22222222", "Olga", "admin");
    private static final int PHONE = 390;
    private static final int HIGH = 844;

    private static String address(Pod pod) {
        return BrowserFixture.address(pod) + "ops";
    }

    private static Visitor operator(Pod pod, String locale) {
        Visitor operator = FIXTURE.atTheDoor(address(pod), locale);
        comesWith(operator.page(), OPERATOR);
        return operator;
    }

    private static void comesWith(Page page, String proof) {
        page.locator("#proof").fill(proof);
        page.locator("#proof").press("Enter");
    }

    private static Locator found(Visitor operator) {
        return operator.at("#people tbody tr");
    }

    private static void confirms(Visitor operator, String button) {
        found(operator).locator(button).click();
        assertThat(operator.at("#question-cancel")).isFocused();
        operator.at("#question-go").click();
        assertThat(operator.at("#question-dialog")).hasCount(0);
    }

    @Test
    void operatorSeesBothPodsAndFindsSomebodyOnTheOther() {
        String name = "Grace " + PodCluster.room();
        try (Member grace = Member.named(name, FIXTURE.there());
                Member ada = Member.named("Ada", FIXTURE.here())) {
            Visitor operator = operator(FIXTURE.here(), "en-GB");
            String here = ada.welcome().get("pod").asText();
            String there = grace.welcome().get("pod").asText();
            assertThat(operator.at("#pods [data-key='" + here + "']")).containsText("%");
            assertThat(operator.at("#pods [data-key='" + there + "']")).containsText("%");

            operator.at("#query").fill(name);
            assertThat(found(operator)).hasCount(1);
            assertThat(found(operator)).containsText(grace.id());
            assertThat(found(operator)).containsText(there);
            confirms(operator, ".end");
            assertEquals(4502, grace.heard().end().code());
            assertThat(operator.at("#done")).containsText("The connections of " + name + " are ended.");
            assertThat(operator.at("#people .none")).isVisible();

            grace.back(FIXTURE.there());
            assertThat(found(operator)).hasCount(1);
            confirms(operator, ".revoke");
            assertEquals(4501, grace.heard().end().code());
            assertThat(operator.at("#people .none")).isVisible();

            ada.refused().says("not-joined-room", "psst");
            assertThat(operator.at("#refusals [data-key='command not_found']")).containsText("does not exist");
            assertThat(operator.at("#refusals [data-key='close 4501']")).containsText("revoked");

            String kept = (String) operator.page().evaluate("location.href + JSON.stringify(localStorage)");
            assertFalse(kept.contains(OPERATOR), "a token in an address, or kept beyond the tab");
            operator.at("#leave").click();
            assertThat(operator.at("#door")).isVisible();
            assertEquals(
                    "{}",
                    operator.page().evaluate("JSON.stringify(sessionStorage).replace(/\"parley.repairs\":\"0\"/, '')"));
        }
    }

    @Test
    void accessibilityAuditPassesOnDeskAndPhone() {
        Visitor operator = FIXTURE.atTheDoor(address(FIXTURE.here()), "en-GB");
        assertThat(operator.at("#door")).isVisible();
        operator.isOpenToAllInLightAndDark();
        comesWith(operator.page(), OPERATOR);
        String name = "Hedy " + PodCluster.room();
        try (Member hedy = Member.named(name, FIXTURE.there())) {
            hedy.says("lobby", "Somebody talks");
            operator.at("#query").fill(name);
            assertThat(found(operator)).hasCount(1);
            assertThat(operator.at("#rooms [data-key=lobby]")).isVisible();
            operator.at("#query").fill("");
            operator.at("#talkers [data-key='" + hedy.id() + "'] .find").click();
            assertThat(found(operator)).hasCount(1);
            assertThat(found(operator)).containsText(name);
            operator.isOpenToAllInLightAndDark();
            found(operator).locator(".revoke").click();
            operator.isOpenToAllInLightAndDark();
            operator.page().keyboard().press("Escape");
            assertThat(operator.at("#question-dialog")).hasCount(0);
            assertThat(found(operator).locator(".revoke")).isFocused();
            operator.page().setViewportSize(PHONE, HIGH);
            assertEquals(true, operator.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
            operator.isOpenToAll();
        }
    }

    @Test
    void whoeverIsNoOperatorIsToldSo() {
        try (Member guest = Member.named("Guest", FIXTURE.here())) {
            // A browser logs each refused request.
            Page page = FIXTURE.profile("en-GB").newPage();
            page.navigate(address(FIXTURE.here()));
            comesWith(page, guest.token());
            assertThat(page.locator("#door-state")).containsText("you are no operator");
            comesWith(page, "no-token-at-all");
            assertThat(page.locator("#door-state")).containsText("not accepted any more");
            comesWith(page, OPERATOR);
            assertThat(page.locator("#pods tbody tr").first()).isVisible();
        }
    }

    @Test
    void announcementIsMadeInTheOperatorsLanguage() {
        try (Member ada = Member.named("Ada", FIXTURE.there())) {
            Visitor operator = operator(FIXTURE.here(), "ko-KR");
            assertThat(operator.at("#announcements h2")).hasText("공지");
            operator.at("#announcement").fill("Back at <b>five</b>");
            operator.at("#announce").click();
            assertThat(operator.at("#question-dialog blockquote")).hasText("Back at <b>five</b>");
            operator.at("#question-go").click();
            assertThat(operator.at("#done")).containsText("공지를 보냈어요.");
            assertEquals(
                    "Back at <b>five</b>",
                    ada.heard()
                            .first(
                                    "the announcement",
                                    frame -> frame.path("name").asText().equals("announcement"))
                            .at("/data/text")
                            .asText());
        }
    }

    @Test
    void numbersStayAndThePageSaysWhenTheServerDoesNotAnswer() {
        Visitor operator = operator(FIXTURE.here(), "en-GB").losingThePod();
        assertThat(operator.at("#freshness")).containsText("As of");
        operator.page().context().setOffline(true);
        assertThat(operator.at("#freshness")).containsText("The server does not answer.");
        assertThat(operator.at("#freshness")).containsText("The numbers are from");
        assertThat(operator.at("#pods tbody tr").first()).isVisible();
        operator.page().context().setOffline(false);
        assertThat(operator.at("#freshness")).containsText("As of");
    }
}
