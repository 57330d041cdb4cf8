package chat.parley.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All files of one build of the page by the path they are served at.
///
/// Files below `a/` are served at `/a/<build>/…`, where *build* is a hash over every file and the policy: such a path
/// identifies its content for ever, and modules that import each other by relative path never get a module of
/// another build, whichever pod responds. The few top-level files keep their address and are revalidated each
/// time.
final class Site {
    private static final String FOLDER = "page";
    private static final String LASTING = "a/";

    /// Belongs to the protocol and not to the build; served here so that its ETag is right, too.
    private static final String CONTRACT = "asyncapi.yaml";

    private final String build;
    private final Map<String, Asset> assets;

    private Site(String build, Map<String, Asset> assets) {
        this.build = build;
        this.assets = Map.copyOf(assets);
    }

    /// Reads every file.
    ///
    /// @param policy the page's security policy; another one makes another build, because browsers keep it with
    /// the page
    static Site load(ClassLoader loader, String policy) {
        SortedMap<String, byte[]> sources = Sources.below(FOLDER, loader);
        String build = Digest.of(concatenated(sources, policy));
        var template = new Template(build, lastingPaths(sources, build));
        Map<String, Asset> assets = new TreeMap<>();
        sources.forEach((path, bytes) -> assets.put(address(path, build), asset(path, bytes, template)));
        Sources.at("META-INF/resources/" + CONTRACT, loader)
                .ifPresent(bytes -> assets.put("/" + CONTRACT, Asset.of(MediaType.YAML, false, bytes)));
        return new Site(build, assets);
    }

    /// Equal on two pods if and only if all their files are.
    String build() {
        return build;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    private static Asset asset(String path, byte[] bytes, Template template) {
        MediaType type = MediaType.of(path);
        if (path.startsWith(LASTING)) {
            return Asset.of(type, true, type.text() ? stripped(type, bytes) : bytes);
        }
        return Asset.of(
                type,
                false,
                type.text() ? template.fill(new String(bytes, UTF_8)).getBytes(UTF_8) : bytes);
    }

    private static byte[] stripped(MediaType type, byte[] bytes) {
        return CommentStripper.strippedFrom(type, new String(bytes, UTF_8)).getBytes(UTF_8);
    }

    private static String address(String path, String build) {
        if (path.equals("index.html")) {
            return "/";
        }
        return "/" + served(path, build);
    }

    private static String served(String path, String build) {
        return path.startsWith(LASTING) ? LASTING + build + "/" + path.substring(LASTING.length()) : path;
    }

    private static List<String> lastingPaths(SortedMap<String, byte[]> sources, String build) {
        return sources.keySet().stream()
                .filter(path -> path.startsWith(LASTING))
                .map(path -> served(path, build))
                .toList();
    }

    private static byte[] concatenated(SortedMap<String, byte[]> sources, String policy) {
        var all = new ByteArrayOutputStream();
        sources.forEach((path, bytes) -> {
            all.writeBytes((path + '\n' + bytes.length + '\n').getBytes(UTF_8));
            all.writeBytes(bytes);
        });
        all.writeBytes(policy.getBytes(UTF_8));
        return all.toByteArray();
    }
}
