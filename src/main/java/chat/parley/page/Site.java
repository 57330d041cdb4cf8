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
/// What lies below `a/` is served at `/a/<build>/…`, where *build* is a hash over every file: such a path names its
/// content, is good for ever, and modules that import each other by relative path never meet a module of another
/// build, whichever pod answers. The few files at the top keep their address and are asked for again each time.
final class Site {
    private static final String FOLDER = "page";
    private static final String LASTING = "a/";

    /// Written beside the protocol and not part of the build; served here so that its tag is right, too.
    private static final String CONTRACT = "asyncapi.yaml";

    private final String build;
    private final Map<String, Asset> assets;

    private Site(String build, Map<String, Asset> assets) {
        this.build = build;
        this.assets = Map.copyOf(assets);
    }

    /// Reads every file anew.
    static Site load(ClassLoader loader) {
        SortedMap<String, byte[]> sources = Sources.below(FOLDER, loader);
        String build = Digest.of(concatenated(sources));
        var mould = new Template(build, lastingPaths(sources, build));
        Map<String, Asset> assets = new TreeMap<>();
        sources.forEach((path, bytes) -> assets.put(address(path, build), asset(path, bytes, mould)));
        Sources.at("META-INF/resources/" + CONTRACT, loader)
                .ifPresent(bytes -> assets.put("/" + CONTRACT, Asset.of(MediaType.YAML, false, bytes)));
        return new Site(build, assets);
    }

    /// Equal on two pods exactly if all their files are.
    String build() {
        return build;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    private static Asset asset(String path, byte[] bytes, Template mould) {
        MediaType type = MediaType.of(path);
        if (path.startsWith(LASTING)) {
            return Asset.of(type, true, type.text() ? stripped(type, bytes) : bytes);
        }
        return Asset.of(
                type, false, type.text() ? mould.fill(new String(bytes, UTF_8)).getBytes(UTF_8) : bytes);
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

    private static byte[] concatenated(SortedMap<String, byte[]> sources) {
        var all = new ByteArrayOutputStream();
        sources.forEach((path, bytes) -> {
            all.writeBytes((path + '\n' + bytes.length + '\n').getBytes(UTF_8));
            all.writeBytes(bytes);
        });
        return all.toByteArray();
    }
}
