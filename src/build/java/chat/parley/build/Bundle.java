package chat.parley.build;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Bundles the page's modules and style sheets into a few small files, each with its source map, its brotli form
/// (`.br`) and its gzip form (`.gz`) beside it.
///
/// This is a single-file program of the Maven build; src/docs/adr/0018-… says why. Its arguments are the folder
/// of the modules, the folder to write, the folder with the bundler, whether to bundle at all, and the folder of
/// parley-client, whose size it holds to its promise (src/docs/adr/0016-…). Without a
/// bundler for this platform it says so and writes nothing: pods then serve the modules one by one.
final class Bundle {
    /// What the page begins with. What its modules import by `import('…')` is loaded when used, and keeps its
    /// own name as well, so that its address follows from its source's.
    private static final List<String> FIRST = List.of("ui/main.js", "style/page.css");

    /// The pages for operators, each with files of its own, which have nothing of the chat but what both use: its
    /// folder, and what it begins with.
    private static final Map<String, List<String>> TOOLS = Map.of(
            "ops", List.of("ops/main.js", "style/ops.css"),
            "console", List.of("console/main.js", "style/console.css"));

    private static final Pattern LATER = Pattern.compile("\\bimport\\('(\\.[^']+)'\\)");

    /// The oldest browsers of src/docs/page.md: what they understand stays as it is written.
    private static final String BROWSERS = "chrome123,edge123,firefox125,safari17.5";

    private static final int MOST_CLIENT_BYTES = 12 * 1024;

    private final Path modules;
    private final Path bundle;

    private Bundle(Path modules, Path bundle) {
        this.modules = modules;
        this.bundle = bundle;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Bundle bundle = new Bundle(Path.of(args[0]), Path.of(args[1]));
        bundle.remove();
        Optional<Path> bundler = bundler(Path.of(args[2]));
        if (!Boolean.parseBoolean(args[3])) {
            say("page.bundle is not true");
        } else if (bundler.isEmpty()) {
            say("there is no esbuild for " + platform());
        } else {
            // Whatever is loaded later finds all of the page there, so that it is one file: otherwise each set of
            // modules that some of them share would be another one.
            bundle.write(bundler.get(), bundle.entries(FIRST), "shared/[hash]", "--inject:" + FIRST.getFirst());
            for (var tool : TOOLS.entrySet()) {
                bundle.write(bundler.get(), bundle.entries(tool.getValue()), tool.getKey() + "/shared/[hash]");
            }
            bundle.compress();
            checkClient(bundler.get(), Path.of(args[4]));
        }
    }

    /// Fails if what an application gets of `connect` and all that it imports is larger than it may be.
    private static void checkClient(Path bundler, Path client) throws IOException, InterruptedException {
        Path minified = Files.createTempFile("parley-client", ".js");
        int status = new ProcessBuilder(
                        bundler.toAbsolutePath().toString(),
                        client.resolve("index.js").toString(),
                        "--bundle",
                        "--minify",
                        "--format=esm",
                        "--log-level=warning",
                        "--allow-overwrite",
                        "--outfile=" + minified)
                .inheritIO()
                .start()
                .waitFor();
        int bytes = gzip(Files.readAllBytes(minified)).length;
        Files.delete(minified);
        if (status != 0 || bytes > MOST_CLIENT_BYTES) {
            System.err.println("Expected esbuild to minify " + client + " to at most " + MOST_CLIENT_BYTES
                    + " bytes of gzip; it ended with " + status + " and " + bytes + " bytes");
            System.exit(1);
        }
    }

    private static void say(String why) {
        System.out.println("The page is not bundled, because " + why + ": pods will serve its modules one by one.");
    }

    private static String platform() {
        return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }

    private void remove() throws IOException {
        if (Files.exists(bundle)) {
            try (Stream<Path> old = Files.walk(bundle)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Optional<Path> bundler(Path tools) throws IOException {
        if (!Files.exists(tools)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(tools)) {
            return files.filter(file -> file.getFileName().toString().matches("esbuild(\\.exe)?"))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
    }

    /// @param chunks the name of a file that several entries share
    private void write(Path bundler, List<String> entries, String chunks, String... more)
            throws IOException, InterruptedException {
        // A package has no file modes; on Windows there are none to set.
        bundler.toFile().setExecutable(true);
        List<String> command = new ArrayList<>(List.of(
                bundler.toAbsolutePath().toString(),
                "--bundle",
                "--splitting",
                "--format=esm",
                "--minify",
                "--charset=utf8",
                "--target=" + BROWSERS,
                "--sourcemap=linked",
                "--legal-comments=eof",
                "--log-level=warning",
                "--outbase=.",
                "--chunk-names=" + chunks,
                "--outdir=" + bundle.toAbsolutePath()));
        command.addAll(List.of(more));
        command.addAll(entries);
        int status = new ProcessBuilder(command)
                .directory(modules.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            System.err.println("Expected esbuild to bundle " + modules + ", but it ended with " + status);
            System.exit(1);
        }
    }

    /// With what is loaded when used by the modules of the same page.
    private List<String> entries(List<String> first) throws IOException {
        TreeSet<String> entries = new TreeSet<>(first);
        for (Path module : files(modules, "js")) {
            String folder = modules.relativize(module).getName(0).toString();
            if (!TOOLS.getOrDefault(folder, FIRST).equals(first)) {
                continue;
            }
            LATER.matcher(Files.readString(module))
                    .results()
                    .map(found -> modules.relativize(
                            module.resolveSibling(found.group(1)).normalize()))
                    .forEach(path -> entries.add(path.toString().replace('\\', '/')));
        }
        return List.copyOf(entries);
    }

    private void compress() throws IOException {
        boolean brotli = Brotli4jLoader.isAvailable();
        if (!brotli) {
            System.out.println(
                    "The page is compressed by gzip alone, because there is no brotli for " + platform() + ".");
        }
        for (Path file : files(bundle, "js|css|map")) {
            byte[] plain = Files.readAllBytes(file);
            Files.write(beside(file, ".gz"), gzip(plain));
            if (brotli) {
                Files.write(beside(file, ".br"), brotli(plain));
            }
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] brotli(byte[] plain) throws IOException {
        return Encoder.compress(
                plain, new Encoder.Parameters().setMode(Encoder.Mode.TEXT).setQuality(11));
    }

    private static List<Path> files(Path folder, String endings) throws IOException {
        Pattern ending = Pattern.compile(".*\\.(?:" + endings + ")");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ending.matcher(file.toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
