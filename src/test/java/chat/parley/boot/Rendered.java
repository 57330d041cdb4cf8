package chat.parley.boot;

import chat.parley.kit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// What `kubectl kustomize` makes of a folder; without kubectl, one line for all says what was skipped.
final class Rendered {
    private static final Path KEPT = Path.of("target", "k8s");
    private static final Path OVERLAYS = Manifests.FOLDER.resolve("overlays");
    private static final String COMPONENTS = "components:";
    private static final String LIST = "kustomization.yaml";
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
    private static final String MISSING = "not run here, there is no kubectl: rendering the manifests";
    private static final Optional<Path> KUBECTL = find();

    private Rendered() {}

    /// The base with one component.
    static Manifests withComponent(String component) throws IOException {
        Path folder = Files.createDirectories(KEPT.resolve("with-" + component));
        Files.writeString(folder.resolve(LIST), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: parley
                resources:
                  - ../../../k8s/base
                components:
                  - ../../../k8s/components/%s
                """.formatted(component));
        return of(component, folder);
    }

    /// An overlay with these components at the end of its list, as its own comment says.
    static Manifests of(Combination one) throws IOException {
        return of(one.name(), written(one));
    }

    /// All of these by one call, which takes a third of the time: each in a namespace of its own, by its place in
    /// the list (`n0`, `n1` …).
    static Map<String, Manifests> inNamespaces(List<Combination> combinations) throws IOException {
        StringBuilder all = new StringBuilder(HEAD + "resources:\n");
        for (int i = 0; i < combinations.size(); i++) {
            Path one = written(combinations.get(i));
            Path folder = Files.createDirectories(KEPT.resolve("all/n" + i));
            Files.writeString(
                    folder.resolve(LIST),
                    HEAD + "namespace: n" + i + "\nresources:\n  - ../../" + one.getFileName() + "\n");
            all.append("  - n").append(i).append('\n');
        }
        Files.writeString(KEPT.resolve("all").resolve(LIST), all);
        return of("all", KEPT.resolve("all")).byNamespace();
    }

    private static Path written(Combination one) throws IOException {
        Path folder = KEPT.resolve(one.name());
        copy(OVERLAYS.resolve(one.overlay()), folder);
        Path list = folder.resolve(LIST);
        String text = with(Files.readString(list), one.components(), one.without());
        Files.writeString(list, text.replace("../../", "../../../k8s/"));
        return folder;
    }

    private static String with(String list, List<String> components, List<String> without) {
        List<String> lines = new ArrayList<>(list.lines().toList());
        lines.removeIf(line -> without.stream().anyMatch(one -> line.equals("  - ../../components/" + one)));
        int at = lines.indexOf(COMPONENTS) + 1;
        while (at < lines.size() && lines.get(at).startsWith("  - ")) {
            at++;
        }
        lines.addAll(
                at,
                components.stream().map(one -> "  - ../../components/" + one).toList());
        return String.join("\n", lines) + "\n";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file));
            }
        }
    }

    static Manifests of(String name, Path folder) throws IOException {
        String text = Program.run(kubectl(), Path.of("."), "kustomize", folder.toString());
        Files.writeString(Files.createDirectories(KEPT).resolve(name + ".yaml"), text);
        return Manifests.of(name, text);
    }

    /// Where it is. CI may lack it, too: the kubectl that Debian packages does not know components.
    static Path kubectl() {
        return KUBECTL.orElseThrow(() -> new TestAbortedException(MISSING));
    }

    private static Optional<Path> find() {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println(MISSING);
        }
        return found;
    }
}
