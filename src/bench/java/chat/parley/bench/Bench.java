package chat.parley.bench;

import chat.parley.bench.load.Options;
import chat.parley.bench.server.NodePeers;
import chat.parley.bench.server.Pods;
import chat.parley.bench.server.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `./mvnw -Pbench verify`: Parley beside its peers, on stdout and in target/bench.md. The first argument is
/// `short`, `whole` or `micro`; options after it change what is measured.
public final class Bench {
    private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();
    private static final Path REPORT = Path.of("target", "bench.md");
    /// In addition to the image's options, what a JVM per pod on one small machine needs: the heap of a
    /// container with 1.7 GiB, and as many event loops as it has cores.
    private static final String JAVA_OPTIONS = "-Xms32m -Xmx1g -Dquarkus.vertx.event-loops-pool-size=1";

    private static final List<String> ROWS_OF_ALL = List.of("idle", "room", "rooms", "two", "resume");

    private final Form form;
    private final Options options;
    private final ResultTable table = new ResultTable();
    private final Rows rows;

    private Bench(Form form, Options options) {
        this.form = form;
        this.options = options;
        rows = new Rows(form, table);
    }

    /// Measures and exits with 0, whatever the figures are.
    /// @param args `short`, `whole` or `micro`, and `--jar`, `--java-options`, `--pods`, `--repetitions`,
    /// `--only parley`, `--plain` (without the AOT cache), and `--rows` with some of idle, room, rooms, two,
    /// resume, tls, warm, start, curves, pods (the last of the curves alone), masters
    public static void main(String[] args) throws IOException {
        String form = args.length == 0 ? "short" : args[0];
        Options options = new Options(Arrays.copyOfRange(args, Math.min(1, args.length), args.length));
        switch (form) {
            case "short" -> new Bench(Form.SHORT, options).measure();
            case "whole" -> {
                new Bench(Form.WHOLE, options).measure();
                Micro.measure(REPORT);
            }
            case "micro" -> Micro.measure(REPORT);
            default -> throw new IllegalArgumentException("-Dbench: expected short, whole or micro, got " + form);
        }
        // Attaching to other JVMs leaves threads behind that would keep this one alive.
        System.exit(0);
    }

    private void measure() throws IOException {
        Files.createDirectories(FOLDER);
        Pods pods = new Pods(
                FOLDER,
                Path.of(options.text("jar", "target/quarkus-app/quarkus-run.jar")),
                List.of(options.text("java-options", JAVA_OPTIONS).split(" ")),
                Optional.empty(),
                Optional.empty());
        try {
            Pods packaged = options.has("plain") ? pods : pods.trained();
            for (int i = 0; i < options.number("repetitions", form.repetitions()); i++) {
                for (Contender contender : contenders(packaged)) {
                    workThrough(contender);
                }
            }
            workFurther(pods, packaged);
        } finally {
            // What was measured before a failure is worth reading, too.
            String report = "# Parley beside its peers\n\n" + Machine.line() + "\n\n" + table.markdown();
            Files.writeString(REPORT, report);
            System.out.println("\n" + report);
        }
    }

    private void workFurther(Pods plain, Pods pods) throws IOException {
        Further further = new Further(FOLDER, plain, pods, table, rows);
        if (wanted("tls", form.further())) {
            further.tls();
        }
        if (wanted("warm", form.further())) {
            further.warmingUp();
        }
        if (wanted("start", form.further())) {
            further.starting();
        }
        if (wanted("curves", form.further())) {
            new Curves(pods, table).measure();
        }
        if (wanted("pods", false)) {
            new Curves(pods, table).number();
        }
        if (wanted("masters", form.further())) {
            new Curves(pods, table).masters();
        }
    }

    private interface Start {
        TestBed now();
    }

    private record Contender(boolean keeps, Start start) {}

    private List<Contender> contenders(Pods pods) {
        int count = options.number("pods", 2);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(true, () -> pods.start(count)));
        if (!options.text("only", "").toLowerCase(Locale.ROOT).equals("parley")) {
            NodePeers.install(FOLDER).ifPresent(peers -> {
                for (NodePeers.Kind kind : NodePeers.Kind.values()) {
                    contenders.add(new Contender(false, () -> peers.start(kind, count)));
                }
            });
        }
        return contenders;
    }

    private void workThrough(Contender contender) throws IOException {
        if (ROWS_OF_ALL.stream().noneMatch(row -> wanted(row, true))) {
            return;
        }
        try (TestBed bed = contender.start().now()) {
            if (wanted("idle", true)) {
                rows.idle(bed);
            }
            if (wanted("room", true)) {
                rows.oneRoom(bed);
            }
            if (wanted("rooms", true)) {
                rows.manyRooms(bed);
            }
            if (wanted("two", true)) {
                rows.twoClients(bed);
            }
            if (contender.keeps() && wanted("resume", true)) {
                rows.resume(bed);
            }
        }
    }

    private boolean wanted(String row, boolean usually) {
        return options.has("rows")
                ? List.of(options.text("rows", "").split(",")).contains(row)
                : usually;
    }
}
