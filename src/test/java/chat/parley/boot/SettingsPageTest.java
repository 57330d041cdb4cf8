package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `src/docs/settings.md` lists every setting of ours as the code has it.
final class SettingsPageTest {

    private static final Path PAGE = Path.of("src/docs/settings.md");
    private static final Path EXPECTED = Path.of("target/settings.md");

    @Test
    void pageListsEverySettingAsInTheCode() throws IOException {
        SettingsPage page = new SettingsPage(Files.readString(PAGE));
        if (!page.isCurrent()) {
            Files.writeString(EXPECTED, page.expected());
        }
        assertTrue(
                page.isCurrent(),
                () -> PAGE + " differs from the settings in the code; run `cp " + EXPECTED + " " + PAGE
                        + "`, and say in each new row what the setting is for. First difference: "
                        + page.firstDifference());
    }

    @Test
    void pageExplainsEverySetting() throws IOException {
        SettingsPage page = new SettingsPage(Files.readString(PAGE));
        assertEquals(
                List.of(),
                Settings.OURS.stream()
                        .map(Setting::name)
                        .filter(name -> !page.purpose(name).endsWith("."))
                        .toList(),
                "settings without a sentence in " + PAGE);
    }
}
