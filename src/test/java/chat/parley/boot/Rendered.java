package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `kubectl kustomize` makes of a folder; without kubectl, one line says what was skipped.
final class Rendered {
    private static final Path KEPT = Path.of("target", "k8s");

    private Rendered() {}

    /// The base with one component.
    static Manifests withComponent(String component) throws IOException {
        Path folder = Files.createDirectories(KEPT.resolve("with-" + component));
        Files.writeString(folder.resolve("kustomization.yaml"), """
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

    static Manifests of(String name, Path folder) throws IOException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            System.out.println("not run here, there is no kubectl: rendering " + folder);
            return abort("there is no kubectl");
        }
        String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, kubectl.waitFor(), () -> "rendering " + folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        Files.writeString(Files.createDirectories(KEPT).resolve(name + ".yaml"), text);
        return Manifests.of(name, text);
    }
}
