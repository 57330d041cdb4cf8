package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in each of its languages, and from right to left.
@Lane(Lane.SCREENS)
final class LanguagesIT {
    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    private static final int SMALLEST = 320;

    @ParameterizedTest
    @CsvSource({
        "en-US, en, Connected, Leave",
        "id-ID, id, Terhubung, Keluar",
        "ko-KR, ko, 연결됨, 나가기",
        "fr-FR, en, Connected, Leave"
    })
    void pageUsesTheBrowsersLanguageOrEnglish(String browser, String page, String connected, String leave) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), browser, Visitor.DESK);
        assertThat(ada.at("html")).hasAttribute("lang", page);
        assertThat(ada.at("#connection")).containsText(connected);
        assertThat(ada.at("#leave")).containsText(leave);
        ada.page().setViewportSize(SMALLEST, 640);
        fits(ada);
        ada.isOpenToAll();
        ada.at("#to-rooms").click();
        fits(ada);
        ada.isOpenToAll();
    }

    /// Questions, toasts and banners, whose texts are the longest, on the smallest phone.
    @ParameterizedTest
    @CsvSource({"en-US, Delete this message?", "id-ID, Hapus pesan ini?", "ko-KR, 이 메시지를 삭제할까요?"})
    void whatThePageAsksAndTellsFitsAndPassesTheAudit(String browser, String question) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), browser, SMALLEST);
        ada.at("#to-rooms").click();
        ada.at("#join-room").fill(PodCluster.room());
        ada.at("#join-room").press("Enter");
        ada.says("one");
        assertThat(ada.at("#accept-notifications")).isVisible();
        ada.isOpenToAll();
        ada.at("#log .message").hover();
        ada.at("#log .more").click();
        ada.at("#message-menu [data-act=delete]").click();
        assertThat(ada.at("#confirm-title")).hasText(question);
        fits(ada);
        ada.isOpenToAll();
        ada.at("#confirm-cancel").click();
        ada.at("#accept-notifications").click();
        assertThat(ada.at("#notifications .round")).isVisible();
        fits(ada);
        ada.at("#room-button").click();
        ada.at("#room-dialog [data-act=leave]").click();
        assertThat(ada.at("#undo")).isVisible();
        fits(ada);
        ada.isOpenToAll();
    }

    /// A leading zero, AM and PM, or a point: as people write the time where they are.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-US; [1-9]\\d?:\\d\\d.[AP]M",
                "en-GB; \\d\\d:\\d\\d",
                "id-ID; \\d\\d\\.\\d\\d",
                "ko-KR; 오[전후].[1-9]\\d?:\\d\\d"
            })
    void timesAreWrittenAsUsual(String browser, String written) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), browser, Visitor.DESK);
        ada.joins(PodCluster.room());
        ada.says("What time is it?");
        assertThat(ada.message("What time is it?").locator("time")).hasText(Pattern.compile("^" + written + "$"));
    }

    @Test
    void switchingTheLanguageLosesNothing() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.says("English so far");
        ada.at("#message").fill("half a thought");
        ada.at("#settings-button").click();
        ada.at("#language").selectOption("ko");
        assertThat(ada.at("#settings-dialog h2")).hasText("설정");
        ada.page().keyboard().press("Escape");
        assertThat(ada.at("#message")).hasValue("half a thought");
        ada.page().reload();
        assertThat(ada.at("#connection")).containsText("연결됨");
    }

    /// None of the page's languages is written from right to left yet; the page is ready for one that is.
    @Test
    void rightToLeftLayoutFitsAndIsMirrored() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.page().evaluate("document.documentElement.dir = 'rtl'");
        ada.says("مرحبا بالجميع");
        fits(ada);
        ada.isOpenToAll();
        ada.at("#log .message").hover();
        ada.at("#log .more").click();
        ada.at("#message-menu [data-act=delete]").click();
        assertThat(ada.at("#confirm-dialog blockquote")).hasText("مرحبا بالجميع");
        ada.isOpenToAll();
        ada.at("#confirm-cancel").click();
        assertEquals(
                "rtl",
                ada.hears("مرحبا بالجميع").locator(".text").evaluate("(text) => getComputedStyle(text).direction"));
        assertEquals(
                true,
                ada.page()
                        .evaluate("document.querySelector('#rooms').getBoundingClientRect().left"
                                + " > document.querySelector('#conversation').getBoundingClientRect().left"));
    }

    private static void fits(Visitor one) {
        assertEquals(true, one.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }
}
