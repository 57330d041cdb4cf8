package chat.parley.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// All files of one build of the page by the path they are served at.
///
/// Files below `a/` are served at `/a/<build>/…`, where *build* is a hash over every file: such a path
/// identifies its content for ever, and modules that import each other by relative path never get a module of
/// another build, whichever pod responds. The few top-level files keep their address and are revalidated each
/// time.
///
/// Below `a/` are the page's modules as they were written or, in a package, what `Bundle` made of them.
final class Site {
    private static final String FOLDER = "page";
    private static final String BUNDLE = "bundle";
    private static final String LASTING = "a/";
    private static final String FIRST = LASTING + "ui/main.js";
    private static final String SOURCE_MAP = ".map";
    private static final String HTML = ".html";
    /// The pages for operators, which have their own modules and styles; the chat's worker keeps none of them.
    private static final List<String> TOOLS = List.of("ops", "console");
    private static final Pattern OF_TOOLS =
            Pattern.compile(LASTING + "(?:(?:ops|console)/.*|style/(?:ops|console|tools)[.]css)");

    /// Belongs to the protocol and not to the build; served here so that its ETag is right, too.
    private static final String CONTRACT = "asyncapi.yaml";

    private final String build;
    private final Map<String, Asset> assets;

    private Site(String build, Map<String, Asset> assets) {
        this.build = build;
        this.assets = Map.copyOf(assets);
    }

    /// The modules one by one, as they are on the class path.
    ///
    /// @param policy the page's security policy; another one makes another build, because browsers keep it with
    ///     the page
    /// @param console who may use the console, as it is told
    static Site ofModules(ClassLoader loader, String policy, String console) {
        SortedMap<String, byte[]> sources = Sources.below(FOLDER, loader);
        Map<String, Asset> lasting = new TreeMap<>();
        sources.forEach((path, bytes) -> {
            if (path.startsWith(LASTING)) {
                MediaType type = MediaType.of(path);
                lasting.put(path, Asset.of(type, true, type.text() ? stripped(type, bytes) : bytes));
            }
        });
        return of(sources, lasting, loader, policy, console);
    }

    /// The bundle if the package has one, which not every platform can build, or else the modules.
    static Site packaged(ClassLoader loader, String policy, String console) {
        SortedMap<String, byte[]> bundle = Sources.anyBelow(BUNDLE, loader);
        if (bundle.isEmpty()) {
            return ofModules(loader, policy, console);
        }
        SortedMap<String, byte[]> sources = new TreeMap<>(Sources.below(FOLDER, loader));
        sources.keySet().removeIf(path -> path.startsWith(LASTING));
        bundle.forEach((path, bytes) -> sources.put(LASTING + path, bytes));
        return of(sources, bundled(bundle), loader, policy, console);
    }

    private static Site of(
            SortedMap<String, byte[]> sources,
            Map<String, Asset> lasting,
            ClassLoader loader,
            String policy,
            String console) {
        String build = Digest.of(concatenated(sources, policy));
        var template = template(lasting, build, console);
        Map<String, Asset> assets = new HashMap<>();
        lasting.forEach((path, asset) -> assets.put("/" + served(path, build), asset));
        sources.forEach((path, bytes) -> {
            if (!path.startsWith(LASTING)) {
                assets.put(address(path), revalidated(path, bytes, template));
            }
        });
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

    /// Each file of the bundle is accompanied by its compressed forms.
    private static Map<String, Asset> bundled(SortedMap<String, byte[]> bundle) {
        Map<String, Map<Coding, byte[]>> compressed = new HashMap<>();
        Map<String, byte[]> plain = new TreeMap<>(bundle);
        for (String path : bundle.keySet()) {
            Map<Coding, byte[]> forms = new EnumMap<>(Coding.class);
            for (Coding coding : Set.of(Coding.BROTLI, Coding.GZIP)) {
                byte[] form = plain.remove(coding.beside(path));
                if (form != null) {
                    forms.put(coding, form);
                }
            }
            compressed.put(path, forms);
        }
        Map<String, Asset> assets = new TreeMap<>();
        plain.forEach((path, bytes) -> assets.put(
                LASTING + path, Asset.of(MediaType.of(path), true, bytes, compressed.getOrDefault(path, Map.of()))));
        return assets;
    }

    private static Asset revalidated(String path, byte[] bytes, Template template) {
        MediaType type = MediaType.of(path);
        return Asset.of(
                type,
                false,
                type.text() ? template.fill(new String(bytes, UTF_8)).getBytes(UTF_8) : bytes);
    }

    private static byte[] stripped(MediaType type, byte[] bytes) {
        return CommentStripper.strippedFrom(type, new String(bytes, UTF_8)).getBytes(UTF_8);
    }

    /// What the page needs at first, and everything that it can ever need; nobody but developers needs the maps.
    private static Template template(Map<String, Asset> lasting, String build, String console) {
        Map<String, String> modules = new TreeMap<>();
        lasting.forEach((path, asset) -> {
            if (asset.type() == MediaType.JS) {
                modules.put(path, asset.in(Coding.IDENTITY).toString(UTF_8));
            }
        });
        List<String> all = lasting.keySet().stream()
                .filter(path ->
                        !path.endsWith(SOURCE_MAP) && !OF_TOOLS.matcher(path).matches())
                .map(path -> served(path, build))
                .toList();
        Map<String, List<String>> tools = new TreeMap<>();
        TOOLS.forEach(tool -> tools.put(tool, needed(LASTING + tool + "/main.js", modules, build)));
        return new Template(build, console, needed(FIRST, modules, build), tools, all);
    }

    private static List<String> needed(String first, Map<String, String> modules, String build) {
        return Imports.reachedFrom(first, modules).stream()
                .map(path -> served(path, build))
                .toList();
    }

    /// A document's address has no ending.
    private static String address(String path) {
        return path.equals("index.html")
                ? "/"
                : "/" + (path.endsWith(HTML) ? path.substring(0, path.length() - HTML.length()) : path);
    }

    private static String served(String path, String build) {
        return LASTING + build + "/" + path.substring(LASTING.length());
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
