package chat.parley.keyspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.store.RedisScript;
import chat.parley.store.ScriptParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each script names its keys and arguments once, and Java passes them by the same names, in the same order.
final class ScriptNamesTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/redis");
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern BINDING =
            Pattern.compile("(\\w+) = (?:" + "(?:KEYS|ARGV)\\[[^]]+]|tonumber\\(ARGV\\[[^]]+]\\)|KEYS(?=,\\n))");
    private static final Pattern LOOP = Pattern.compile("for i = (\\d+), #ARGV, (\\d+) do");
    private static final Pattern TABLE = Pattern.compile("\\b(?:KEYS|ARGV)\\b");
    private static final Pattern STEP = Pattern.compile("\\bk \\+ (\\d+)");

    private static final Pattern DECLARED =
            Pattern.compile("(RoomScript|RedisScript) ([A-Z_]+) =\\s*\\w+\\.(\\w+)\\(([^;]*)\\);");
    private static final Pattern RESOURCE = Pattern.compile("\"([^\"]+\\.lua)\"");
    private static final Pattern KEY = Pattern.compile("\\.key\\(\\s*\"(\\w+)\"");
    private static final Pattern ARG = Pattern.compile("\\.arg\\(\\s*\"(\\w+)\"");

    static Stream<String> scripts() {
        return files(SCRIPTS, 1, ".lua").map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void eachKeyAndArgumentIsBoundOnceAndUsedByName(String name) {
        String text = COMMENT.matcher(text(SCRIPTS.resolve(name))).replaceAll("");
        RedisScript script = RedisScript.of(name);
        ScriptParameters args = script.args();
        List<String> bound = groups(BINDING, text, 1);
        List<String> named = new ArrayList<>(script.keys().once());
        script.keys().all().ifPresent(named::add);
        named.addAll(args.once());
        named.addAll(script.keys().each());
        named.addAll(args.each());
        assertEquals(named, bound, "keys first, then arguments, then what repeats, each once");

        List<MatchResult> loops = LOOP.matcher(text).results().toList();
        assertEquals(args.each().isEmpty() ? 0 : 1, loops.size(), "one loop over what repeats");
        loops.forEach(loop -> assertEquals(
                (args.once().size() + 1) + " " + args.each().size(), loop.group(1) + " " + loop.group(2), "its range"));
        String rest = LOOP.matcher(BINDING.matcher(text).replaceAll("")).replaceAll("");
        assertEquals(List.of(), groups(TABLE, rest, 0), "nothing is used by its position");
        Set<String> steps = script.keys().each().isEmpty()
                ? Set.of()
                : Set.of(Integer.toString(script.keys().each().size()));
        assertEquals(steps, new TreeSet<>(groups(STEP, rest, 1)), "keys from one turn of the loop to the next");
    }

    @Test
    void partsOfScriptsGetKeysAndArgumentsByName() {
        files(SCRIPTS.resolve("lib"), 1, ".lua")
                .forEach(file -> assertEquals(List.of(), groups(TABLE, text(file), 0), file::toString));
    }

    @Test
    void javaPassesEachByItsNameInTheScript() {
        Set<String> called = new TreeSet<>();
        files(SOURCES, Integer.MAX_VALUE, ".java").forEach(file -> {
            String source = text(file);
            for (MatchResult declared : DECLARED.matcher(source).results().toList()) {
                String resource = declared.group(3).equals("append")
                        ? "append.lua"
                        : groups(RESOURCE, declared.group(4), 1).getLast();
                List<String> calls = calls(source, declared.group(2));
                assertFalse(calls.isEmpty(), () -> resource + " is called where it is declared, in " + file);
                calls.forEach(call -> assertPasses(resource, declared.group(1).equals("RoomScript"), call));
                called.add(resource);
            }
        });
        assertEquals(scripts().collect(Collectors.toCollection(TreeSet::new)), called);
    }

    private static void assertPasses(String resource, boolean ofRooms, String call) {
        RedisScript script = RedisScript.of(resource);
        List<String> keys = new ArrayList<>(names(script.keys()));
        if (ofRooms) {
            keys.removeIf(name -> RoomKeys.named(name).isPresent());
        }
        assertEquals(keys, groups(KEY, call, 1), () -> "keys of " + resource);
        assertEquals(names(script.args()), groups(ARG, call, 1), () -> "arguments of " + resource);
    }

    private static List<String> names(ScriptParameters parameters) {
        return Stream.concat(parameters.once().stream(), parameters.each().stream())
                .toList();
    }

    /// From each call of a script, or of the field with its name, to the end of the method.
    private static List<String> calls(String source, String script) {
        return groups(Pattern.compile("\\b(?i:" + script + ")\\s*\\.(?:on|call)\\((?s:.*?)\\n    }\\n"), source, 0);
    }

    private static List<String> groups(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(found -> found.group(group)).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, int depth, String ending) {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
