package chat.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Frame;
import chat.parley.kit.SignedToken;
import chat.parley.kit.Town;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What whoever runs the installation tells everybody, as people at two pods see it.
final class AnnouncementIT {
    @RegisterExtension
    static final Plaza PLAZA = new Plaza();

    private static final String OPERATOR = SignedToken.of("admin222222222222", "Olga", "admin");

    @Test
    void everybodyReadsItOnAnyPodAndPutsItAway() throws IOException, InterruptedException {
        Visitor ada = PLAZA.visitor(PLAZA.here());
        Visitor grace = PLAZA.visitor(PLAZA.there());
        ada.joins(Town.room());
        announce("Back at five, <b>promised</b>");
        for (Visitor one : new Visitor[] {ada, grace}) {
            assertThat(one.at("#announcement")).containsText("Olga to everybody: Back at five, <b>promised</b>");
        }
        ada.at("#announcement button").click();
        assertThat(ada.at("#announcement")).isEmpty();
        assertThat(grace.at("#announcement")).containsText("Back at five");
    }

    private static void announce(String text) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + PLAZA.here().port() + "/api/admin/announce");
        HttpRequest order = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + OPERATOR)
                .POST(HttpRequest.BodyPublishers.ofString(Frame.of("text", text)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(order, HttpResponse.BodyHandlers.ofString());
            assertEquals(204, answer.statusCode(), answer::body);
        }
    }
}
