package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A tag may point elsewhere tomorrow: everything that runs here is named by its digest or commit.
final class PinnedTest {
    private static final Pattern IMAGE =
            Pattern.compile("^(?:FROM|\\s+(?:- )?image:|quarkus\\.native\\.builder-image=) ?(\\S+)", Pattern.MULTILINE);
    private static final Pattern ACTION = Pattern.compile("uses: (.+)");
    /// Our own: whoever installs it names it.
    private static final List<String> OURS = List.of("parley", "${PARLEY_IMAGE:-parley}");

    @Test
    void everyImageIsPinnedByDigest() throws IOException {
        List<String> images = new ArrayList<>();
        for (Path root : List.of(
                Path.of("k8s"),
                Path.of("compose"),
                Path.of("src/main/docker"),
                Path.of("src/main/resources/application.properties"))) {
            images.addAll(named(root, IMAGE));
        }
        images.removeIf(OURS::contains);
        assertTrue(images.size() > 6, images::toString);
        images.removeIf(image -> image.matches("[\\w./-]+:[\\w.-]+@sha256:[0-9a-f]{64}"));
        assertEquals(List.of(), images);
    }

    @Test
    void eachImageHasOneDigest() throws IOException {
        Pattern pattern = Pattern.compile("image: (redis:\\S+)");
        List<String> redis = named(Path.of("k8s"), pattern);
        redis.addAll(named(Path.of("compose"), pattern));
        assertEquals(1, redis.stream().distinct().count(), redis::toString);
    }

    /// In folders that Dependabot looks at, or nobody would notice that they are old.
    @Test
    void dependabotRaisesEveryImage() throws IOException {
        String settings = Files.readString(Path.of(".github/dependabot.yml"));
        Pattern image = Pattern.compile("^(?:FROM|\\s+image:) \\S+@sha256:", Pattern.MULTILINE);
        for (Path root : List.of(Path.of("k8s"), Path.of("compose"), Path.of("src/main/docker"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (image.matcher(Files.readString(file)).find()) {
                        String folder = "/" + file.getParent();
                        String any = folder.replaceAll("/[^/]+$", "/*");
                        assertTrue(
                                settings.lines()
                                        .anyMatch(line -> line.endsWith(" " + folder) || line.endsWith(" " + any)),
                                file::toString);
                    }
                }
            }
        }
    }

    /// The version is beside the commit, for people and for Dependabot.
    @Test
    void everyActionIsPinnedByCommit() throws IOException {
        List<String> actions = named(Path.of(".github/workflows"), ACTION);
        assertTrue(actions.size() > 6, actions::toString);
        actions.removeIf(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v[0-9.]+"));
        assertEquals(List.of(), actions);
    }

    private static List<String> named(Path root, Pattern what) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = what.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
