package chat.parley.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Form;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Program;
import chat.parley.kit.SignedToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Requests that schemathesis makes of `/q/openapi`, valid ones and others: every answer is one that the
/// document describes, and none is a fault of the server. Only the long form runs it, because it is installed
/// from PyPI for this (into `target/schemathesis`, a minute); `-Dparley.schemathesis=<program>` names one.
@Lane(Lane.PROTOCOL)
final class GeneratedRequestsIT {
    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final String VERSION = "schemathesis==4.32.5";
    private static final String WHAT = "requests that are generated from /q/openapi";
    private static final Path FOLDER = Path.of("target", "schemathesis");

    private static final String[] GENEROUS = {
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000",
        "parley.limits.new-rooms-per-hour=100000",
        "parley.limits.rooms-per-user=1000"
    };

    @Test
    void answersToAMemberAreAsDescribed() throws IOException {
        Path program = program();
        Pod pod = pod();
        try (Member ada = Member.named("Ada", pod)) {
            assertEquals("", faults(program, pod, ada.token()));
        }
    }

    @Test
    void answersToAnOperatorAreAsDescribed() throws IOException {
        Path program = program();
        assertEquals("", faults(program, pod(), SignedToken.of("admin222222222222", "Admin", "admin")));
    }

    private static Pod pod() {
        Pod pod = CLUSTER.pod(GENEROUS);
        CLUSTER.ready();
        return pod;
    }

    private static Path program() throws IOException {
        Optional<Path> given =
                Optional.ofNullable(System.getProperty("parley.schemathesis")).map(Path::of);
        if (given.isPresent()) {
            return given.get();
        }
        if (!Form.isLong()) {
            throw Program.notRun("schemathesis is installed by -Pwhole or named by -Dparley.schemathesis: " + WHAT);
        }
        Path installed = FOLDER.resolve("bin").resolve("schemathesis");
        if (!Files.exists(installed)) {
            install(installed);
        }
        return installed.toAbsolutePath();
    }

    /// Without Python, or without a way to PyPI, it is not run.
    private static void install(Path installed) throws IOException {
        Files.createDirectories(FOLDER);
        for (String[] words : new String[][] {
            {"python3", "-m", "venv", "."},
            {FOLDER.resolve("bin").resolve("pip").toAbsolutePath().toString(), "install", "--quiet", VERSION}
        }) {
            if (run(FOLDER.resolve("install.log"), words) != 0) {
                Files.deleteIfExists(installed);
                throw Program.notRun("Python 3 with venv and " + VERSION + " from PyPI cannot be had here: " + WHAT);
            }
        }
    }

    /// What it found; empty if nothing.
    private static String faults(Path program, Pod pod, String token) throws IOException {
        Path log = Files.createDirectories(FOLDER).resolve("requests-" + pod.port() + ".log");
        String address = "http://127.0.0.1:" + pod.port();
        int code = run(
                log,
                program.toString(),
                "--config-file",
                config().toString(),
                "run",
                address + "/q/openapi",
                "--url=" + address,
                "--header=Authorization: Bearer " + token,
                "--checks=all",
                // No schema can say all that is valid: which of two ids is the smaller, what an emoji is.
                "--exclude-checks=positive_data_acceptance",
                "--max-examples=30",
                "--seed=1",
                "--continue-on-failure",
                "--request-timeout=10");
        return code == 0 ? "" : Files.readString(log, StandardCharsets.UTF_8);
    }

    /// What needs a connection is 501 over HTTP (protocol.md section 12), and no fault.
    private static Path config() throws IOException {
        return Files.writeString(FOLDER.resolve("schemathesis.toml"), """
                [checks]
                not_a_server_error.expected-statuses = ["2xx", "4xx", "501"]
                """).toAbsolutePath();
    }

    private static int run(Path log, String... words) throws IOException {
        try {
            return new ProcessBuilder(words)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            if (words[0].equals("python3")) {
                return 1;
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
