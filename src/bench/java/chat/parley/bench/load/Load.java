package chat.parley.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The generator by itself, against running servers:
/// `java … chat.parley.bench.load.Load --ports 8081,8082 --dialect parley --n 1000 --closed 16`. One JSON
/// object on stdout; exit code 1 unless every client became ready.
public final class Load {
    private static final String USAGE = """
            --ports P[,P..]     the servers' ports on 127.0.0.1
            --dialect NAME      parley (default), ws, socketio, path
            --n N               clients (1)            --rooms M         client i is in room i mod M (1)
            --publishers P      the first clients (1)  --payload BYTES   of a text, at least 20 (100)
            --rate R            messages a second, or  --closed K        messages under way, or
            --idle              none
            --settle S --warmup S --duration S --drain S                 seconds (0.5, 1, 10, 5)
            --pid P[,P..]       processes to account   --label TEXT      copied to the answer
            --tls               TLS 1.3, any certificate
            --resume            instead of all that: n clients in --each rooms (10) are cut and come back at once,
                                each room having --missed messages (1) new to them; --storm connections at a time
                                (1000); --redis PORT counts its commands""";

    private Load() {}

    public static void main(String[] args) throws IOException {
        Options options = new Options(args);
        if (!options.has("ports")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        List<InetSocketAddress> addresses = addresses(options.text("ports", ""));
        List<Long> processes = Arrays.stream(options.text("pid", "").split(","))
                .filter(text -> !text.isEmpty())
                .map(Long::parseLong)
                .toList();
        boolean ok =
                options.has("resume") ? resume(options, addresses, processes) : load(options, addresses, processes);
        System.exit(ok ? 0 : 1);
    }

    private static boolean resume(Options options, List<InetSocketAddress> addresses, List<Long> processes)
            throws IOException {
        ResumeLoad homecoming = new ResumeLoad(
                options.text("label", ""),
                addresses,
                options.number("n", 5000),
                options.number("each", 10),
                options.number("missed", 1),
                options.number("storm", 1000),
                processes,
                options.has("redis") ? Optional.of(options.number("redis", 6379)) : Optional.empty());
        ResumeLoad.Outcome outcome = homecoming.measure();
        System.out.println(outcome.json());
        return outcome.back() == outcome.clients();
    }

    private static boolean load(Options options, List<InetSocketAddress> addresses, List<Long> processes)
            throws IOException {
        Work work = new Work(
                addresses,
                Dialect.named(options.text("dialect", "parley")),
                options.has("tls"),
                options.number("n", 1),
                options.number("rooms", 1),
                options.number("publishers", 1),
                options.seconds("settle", 0.5),
                options.number("payload", 100),
                processes);
        Stage stage = new Stage(
                pace(options),
                options.seconds("warmup", 1),
                options.seconds("duration", 10),
                options.seconds("drain", 5));
        try (Run run = new Run(work, () -> 0)) {
            System.out.println(run.measure(stage).json(options.text("label", "")));
            return run.arrival().ready() == work.clients();
        }
    }

    private static Pace pace(Options options) {
        if (options.has("idle")) {
            return new Pace.Idle();
        }
        return options.has("closed")
                ? new Pace.Closed(options.number("closed", 16))
                : new Pace.Rate(Double.parseDouble(options.text("rate", "10")));
    }

    private static List<InetSocketAddress> addresses(String ports) {
        return Arrays.stream(ports.split(","))
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)))
                .toList();
    }
}
