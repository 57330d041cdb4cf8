package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.Balancer;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A new release while somebody has the page open: they update when they want to, and lose nothing.
@Lane(Lane.PAGES)
final class UpdateIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @TempDir
    private Path folder;

    @Test
    void newBuildWaitsForTheUser() throws IOException {
        Pod former = FIXTURE.another();
        try (Balancer door = new Balancer(former)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            ada.isCached();
            ada.at("#message").fill("half a thought");
            Object build = build(ada);
            door.leadsTo(FIXTURE.next(OtherBuild.in(folder.resolve("next"), "start.js")));
            former.kill();
            ada.page().reload();
            ada.isConnected();
            assertEquals(build, build(ada));

            assertThat(ada.at("#update")).containsText("A new version of this page is available.");
            ada.at("#use-update").click();
            Visitor.waitsFor(() -> !build.equals(build(ada)));
            ada.isConnected();
            assertNotEquals(build, build(ada));
            assertThat(ada.at("#message")).hasValue("half a thought");
            assertThat(ada.at("#update")).hasCount(0);
        }
    }

    /// Once one tab has activated the new build, the others can still turn to it.
    @Test
    void newBuildIsUsedInEveryTab() throws IOException {
        Pod former = FIXTURE.another();
        try (Balancer door = new Balancer(former)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            ada.isCached();
            Object build = build(ada);
            door.leadsTo(FIXTURE.next(OtherBuild.in(folder.resolve("later"), "start.js")));
            former.kill();
            ada.page().reload();
            ada.isConnected();
            Visitor beside = FIXTURE.visitor(ada.onAnotherPage(door.address())).losingThePod();
            for (Visitor one : List.of(ada, beside)) {
                assertThat(one.at("#update")).isVisible();
                assertEquals(build, build(one));
            }
            for (Visitor one : List.of(ada, beside)) {
                one.at("#use-update").click();
                Visitor.waitsFor(() -> !build.equals(build(one)));
                one.isConnected();
                assertThat(one.at("#update")).hasCount(0);
            }
        }
    }

    private static Object build(Visitor one) {
        return one.page().evaluate("document.querySelector('link[rel=stylesheet]').href");
    }
}
