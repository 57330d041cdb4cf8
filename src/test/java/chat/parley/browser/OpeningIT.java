package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitUntilState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page opens whatever the browser lacks, refuses or never answers, or says what is in the way and offers a
/// way on.
@Lane(Lane.SCREENS)
final class OpeningIT {
    private static final LocatorAssertions.ContainsTextOptions LONG =
            new LocatorAssertions.ContainsTextOptions().setTimeout(45_000);

    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    @ParameterizedTest
    @ValueSource(strings = {"""
        localStorage.setItem('parley.settings', '{oops');
        localStorage.setItem('parley.blocked.x', '{oops');
        Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };
        Object.defineProperty(navigator, 'locks', { value: undefined });
        delete window.BroadcastChannel;
        Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
        """, """
            localStorage.setItem('parley.settings', '[7]');
            localStorage.setItem('parley.blocked.x', 'null');
            LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
            window.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError') } };
            Object.defineProperty(navigator, 'serviceWorker', { get() { throw new DOMException('no') } });
            """, """
                        localStorage.setItem('parley.settings', '{"theme":{},"language":"constructor","greeted":7}');
                        LockManager.prototype.request = () => new Promise(() => {});
                        Object.defineProperty(navigator, 'languages', { value: ['en-US@posix', 'C'] });
                        """})
    void pageOpens(String missing) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), missing);
        ada.at("#welcome button").last().click();
        assertThat(ada.at("#welcome")).hasCount(0);
        ada.joins(PodCluster.room());
        ada.says("I can write");
        assertThat(ada.at("#forgetful")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IDBFactory.prototype.open = () => ({})",
                "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }",
                "IDBFactory.prototype.open = () => { const r = {}; setTimeout(() => r.onerror()); return r }",
                "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') }"
                        + " })",
                "Object.defineProperty(window, 'localStorage', { value: null })",
                "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError')"
                        + " } })",
                "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no') }",
            })
    void pageOpensWithoutStorageAndSaysSo(String missing) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), missing);
        ada.joins(PodCluster.room());
        ada.says("I can write");
        assertThat(ada.at("#forgetful")).containsText("This browser does not keep anything for this page.");
        ada.at("#forgetful button").click();
        assertThat(ada.at("#forgetful")).hasCount(0);
    }

    /// An older build's database, or a disk that went bad.
    @Test
    void pageOpensOverDamagedRecords() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.says("before");
        ada.page().evaluate("""
            () => new Promise((done) => {
              const user = localStorage.getItem('parley.user');
              const opened = indexedDB.open('parley');
              opened.onsuccess = () => {
                const change = opened.result.transaction(['outbox', 'rooms', 'drafts'], 'readwrite');
                for (const store of ['outbox', 'rooms', 'drafts']) {
                  [null, 7, {}, { user }, { user, id: 'x', room: 'lobby', text: 7, messages: [null] },
                      { user, id: 'y', epoch: 'e', seq: 1, kind: 'direct', title: 'y', messages: [] }]
                      .forEach((record, index) => change.objectStore(store).put(record, `damaged-${index}`));
                }
                change.oncomplete = () => done(opened.result.close());
              };
            })
            """);
        ada.page().reload();
        ada.isConnected();
        ada.hears("before");
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, 'delete Map.groupBy', 'This browser is too old for Parley.'",
        "id-ID, 'CSS.supports = () => false', 'Browser ini terlalu lama untuk Parley.'",
        "ko-KR, 'delete URL.canParse', '이 브라우저는 너무 오래되어 Parley를 열 수 없어요.'",
    })
    void oldBrowserIsToldWhichIsTheOldest(String locale, String lacking, String sentence) {
        Page page = FIXTURE.profile(locale).newPage();
        page.addInitScript(lacking);
        page.navigate(BrowserFixture.address(FIXTURE.here()));
        assertThat(page.locator("#app [role=alert]")).containsText(sentence);
        assertThat(page.locator("#app")).containsText("Chrome 123, Edge 123, Firefox 125, Safari 17.5");
    }

    @Test
    void brokenModuleIsToldAndFetchedAnew() {
        Page page = FIXTURE.profile("en-GB").newPage();
        page.route("**/ui/main.js", route -> script(route, "export const {= 7;"));
        page.navigate(BrowserFixture.address(FIXTURE.here()));
        assertThat(page.locator("#app [role=alert]")).hasText("Parley could not be opened in this browser.");
        page.unroute("**/ui/main.js");
        page.locator("#reload").click();
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
    }

    @Test
    void pageThatCannotBeDrawnOpensWithoutStoredData() {
        Page page = FIXTURE.profile("en-GB").newPage();
        page.addInitScript("""
            if (location.search !== '?plain') {
              Element.prototype.replaceChildren = () => { throw new Error('no') };
            }
            """);
        page.navigate(BrowserFixture.address(FIXTURE.here()) + "#room/lobby");
        assertThat(page.locator("#open-plain")).hasText("Open without stored data");
        page.locator("#open-plain").click();
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
        assertThat(page.locator("#forgetful")).isVisible();
        assertEquals(BrowserFixture.address(FIXTURE.here()) + "#room/lobby", page.url());
    }

    /// Neither a reload for ever nor a wait for ever: what answers with something else, or not at all.
    @Test
    void missingModuleIsToldAndReloadHelps() {
        Page page = FIXTURE.profile("ko-KR").newPage();
        page.route(
                "**/ui/main.js",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<p>Log in first")));
        page.navigate(BrowserFixture.address(FIXTURE.here()));
        assertThat(page.locator("#app [role=alert]")).containsText("페이지의 일부를 불러오지 못했어요.", LONG);
        page.unroute("**/ui/main.js");
        page.locator("#reload").click();
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
    }

    @Test
    void moduleThatNeverComesIsToldWithAWayOn() {
        Page page = FIXTURE.profile("id-ID").newPage();
        page.route("**/ui/main.js", _ -> {});
        page.navigate(
                BrowserFixture.address(FIXTURE.here()), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(page.locator("#app [role=alert]"))
                .hasText("Membuka Parley lebih lama dari biasanya. Koneksi mungkin lambat.");
        assertThat(page.locator("#reload")).hasText("Muat ulang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/style/page.css", "**/words/ko.js"})
    void pageOpensWithoutStyleOrLanguage(String part) {
        Page page = FIXTURE.profile("ko-KR").newPage();
        page.route(part, _ -> {});
        page.navigate(
                BrowserFixture.address(FIXTURE.here()), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
    }

    /// The script that watches may be what is missing.
    @Test
    void pageOpensWithoutTheScriptThatWatches() {
        Page page = FIXTURE.profile("en-GB").newPage();
        page.route("**/start.js", Route::abort);
        page.navigate(BrowserFixture.address(FIXTURE.here()));
        assertThat(page.locator("#connection")).hasAttribute("data-state", "open");
    }

    private static void script(Route route, String text) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/javascript").setBody(text));
    }
}
