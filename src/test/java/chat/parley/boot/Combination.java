package chat.parley.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An overlay and the components at the end of its list.
record Combination(String overlay, List<String> components) {
    static final List<String> OVERLAYS = List.of("local", "production");
    /// Of each of these, an overlay has at most one.
    static final List<List<String>> ALTERNATIVES = List.of(
            List.of("gateway", "ingress"),
            List.of("managed-redis", "redis-cluster", "redis-sentinel"),
            List.of("keda", "knative"));

    /// The components that are in the overlay `production`.
    static final List<String> PRODUCTION = List.of("gateway", "monitoring");
    private static final List<String> FURTHER = List.of("issuer", "traces", "archive", "monitoring");

    /// The components, in the order of an overlay's list: what replaces or copies the pods comes last.
    static List<String> allComponents() throws IOException {
        try (Stream<Path> folders = Files.list(Manifests.FOLDER.resolve("components"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted((one, other) -> {
                        int order = Boolean.compare(isLast(one), isLast(other));
                        return order == 0 ? one.compareTo(other) : order;
                    })
                    .toList();
        }
    }

    private static boolean isLast(String component) {
        return ALTERNATIVES.getLast().contains(component);
    }

    /// Each component by itself with each overlay; in `production` also every Redis with every way to scale,
    /// with everything else that goes with both.
    static List<Combination> all() throws IOException {
        List<Combination> all = new ArrayList<>();
        for (String overlay : OVERLAYS) {
            all.add(new Combination(overlay, List.of()));
            for (String component : allComponents()) {
                all.add(new Combination(overlay, List.of(component)));
            }
        }
        for (Optional<String> redis : orNone(ALTERNATIVES.get(1))) {
            for (Optional<String> scaling : orNone(ALTERNATIVES.get(2))) {
                List<String> together = new ArrayList<>(List.of("ingress"));
                together.addAll(FURTHER);
                redis.ifPresent(together::add);
                if (redis.isEmpty() || redis.get().equals("redis-sentinel")) {
                    together.add("backup");
                }
                scaling.ifPresent(together::add);
                all.add(new Combination("production", List.copyOf(together)));
            }
        }
        all.add(new Combination("local", all.getLast().components()));
        return all;
    }

    private static List<Optional<String>> orNone(List<String> components) {
        return Stream.concat(
                        Stream.of(Optional.<String>empty()), components.stream().map(Optional::of))
                .toList();
    }

    boolean has(String component) {
        return components.contains(component)
                || (overlay.equals("production")
                        && PRODUCTION.contains(component)
                        && !without().contains(component));
    }

    /// Components of the overlay that an alternative replaces, or that are in the list already.
    List<String> without() {
        return overlay.equals("production")
                ? PRODUCTION.stream()
                        .filter(one -> components.contains(one)
                                || ALTERNATIVES.stream()
                                        .filter(group -> group.contains(one))
                                        .flatMap(List::stream)
                                        .anyMatch(components::contains))
                        .toList()
                : List.of();
    }

    /// Of a folder.
    String name() {
        return Stream.concat(Stream.of(overlay), components.stream()).collect(Collectors.joining("-"));
    }

    @Override
    public String toString() {
        return components.isEmpty() ? overlay : overlay + " with " + String.join(", ", components);
    }
}
