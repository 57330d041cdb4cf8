package chat.parley.bench;

import chat.parley.bench.micro.CodecBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The micro-benchmarks: time and allocation of codec and WebSocket, without network and kernel.
final class Micro {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Micro() {}

    /// Adds their table to the report.
    static void measure(Path report) throws IOException {
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder()
                            .include(CodecBench.class.getName())
                            .include("chat.parley.websocket.WireBench")
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(2))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(1))
                            .addProfiler("gc")
                            .jvmArgsAppend("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("expected micro-benchmarks that run", e);
        }
        String table = table(results);
        System.out.println(table);
        Files.writeString(report, table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder table = new StringBuilder("\n### Codec and WebSocket alone (JMH)\n\n")
                .append("| what | ns | bytes allocated |\n|---|---:|---:|\n");
        for (RunResult result : results) {
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            String benchmark = result.getParams().getBenchmark();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f ± %.1f | %.0f |%n",
                    benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    allocated == null ? Double.NaN : allocated.getScore()));
        }
        return table.toString();
    }
}
