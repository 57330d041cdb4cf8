package chat.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The dependencies between packages point down and never form a cycle.
class ArchitectureTest {

    private static final String ROOT = "chat.parley.";

    /// What each package may import of ours.
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("protocol", List.of()),
            Map.entry("websocket", List.of()),
            Map.entry("store", List.of()),
            Map.entry("boot", List.of("limits")),
            Map.entry("training", List.of()),
            Map.entry("dev", List.of()),
            Map.entry("page", List.of()),
            Map.entry("metrics", List.of()),
            Map.entry("backplane", List.of("store")),
            Map.entry("trace", List.of("failure", "protocol")),
            Map.entry("failure", List.of("protocol", "store")),
            Map.entry("limits", List.of("failure", "protocol", "store")),
            Map.entry("admission", List.of("limits", "protocol")),
            Map.entry("keyspace", List.of("protocol", "store")),
            Map.entry("history", List.of("failure", "keyspace", "limits", "protocol", "store", "trace")),
            Map.entry("reader", List.of("history", "presence", "keyspace", "protocol", "store")),
            Map.entry("archive", List.of("reader", "history", "limits", "protocol", "store")),
            Map.entry("presence", List.of("keyspace", "protocol", "store")),
            Map.entry("identity", List.of("failure", "limits", "protocol", "store")),
            Map.entry("receipt", List.of("keyspace", "protocol", "store")),
            Map.entry(
                    "delivery",
                    List.of("history", "presence", "backplane", "websocket", "keyspace", "protocol", "store", "trace")),
            Map.entry(
                    "room",
                    List.of(
                            "archive",
                            "delivery",
                            "history",
                            "presence",
                            "receipt",
                            "identity",
                            "backplane",
                            "websocket",
                            "failure",
                            "keyspace",
                            "limits",
                            "protocol",
                            "store",
                            "trace")),
            Map.entry(
                    "session",
                    List.of(
                            "room",
                            "delivery",
                            "presence",
                            "receipt",
                            "identity",
                            "backplane",
                            "websocket",
                            "failure",
                            "keyspace",
                            "limits",
                            "protocol",
                            "store",
                            "trace",
                            "admission")),
            Map.entry(
                    "admin",
                    List.of(
                            "session",
                            "room",
                            "delivery",
                            "presence",
                            "identity",
                            "backplane",
                            "keyspace",
                            "limits",
                            "protocol",
                            "store")),
            Map.entry("balance", List.of("admin", "session", "backplane")),
            Map.entry(
                    "api",
                    List.of(
                            "admin",
                            "session",
                            "admission",
                            "failure",
                            "room",
                            "identity",
                            "limits",
                            "websocket",
                            "protocol")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat.parley");

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R///\\s*");
    private static final Pattern IMPORTS = Pattern.compile("Imports (`[a-z]+`(?:(?:, | and )`[a-z]+`)*)");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

    /// Each package says what it imports, or that it imports nothing of ours.
    @TestFactory
    Stream<DynamicTest> eachPackageDocumentsItsArrows() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> assertEquals(Set.copyOf(arrow.getValue()), documentedImports(arrow.getKey()))));
    }

    private static Set<String> documentedImports(String name) throws IOException {
        Path file = Path.of("src/main/java/chat/parley", name, "package-info.java");
        String text = LINE_BREAK.matcher(Files.readString(file)).replaceAll(" ");
        Matcher sentence = IMPORTS.matcher(text);
        if (!sentence.find()) {
            assertTrue(text.contains("nothing of ours"), "a sentence on what " + name + " imports");
            return Set.of();
        }
        return NAME.matcher(sentence.group(1))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @TestFactory
    Stream<DynamicTest> eachPackageImportsOnlyWhatItMay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> classes()
                                .that()
                                .resideInAPackage(ROOT + arrow.getKey() + "..")
                                .should()
                                .onlyDependOnClassesThat(
                                        resideOutsideOfPackages("chat.parley..").or(resideInAnyPackage(allowed(arrow))))
                                .allowEmptyShould(true)
                                .check(CODE)));
    }

    @Test
    void everyPackageDeclaresItsDependencies() {
        classes()
                .that(not(resideInAnyPackage("chat.parley")))
                .should()
                .resideInAnyPackage(
                        ARROWS.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new))
                .check(CODE);
    }

    @Test
    void packageDependenciesHaveNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void onlyClassesNamedForRedisUseItsClient() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Redis.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.redis..", "io.quarkus.redis..")
                .check(CODE);
    }

    @Test
    void onlyTheArchiveUsesADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "archive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
                .check(CODE);
    }

    @Test
    void onlyWebsocketTouchesThePipeline() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "websocket..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("ChannelPipeline")
                .check(CODE);
    }

    @Test
    void onlyTheProtocolReadsAndWritesJson() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CODE);
    }

    @Test
    void noClassHasACatchAllName() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)")
                .check(CODE);
    }

    private static String[] allowed(Map.Entry<String, List<String>> arrow) {
        return Stream.concat(Stream.of(arrow.getKey()), arrow.getValue().stream())
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
    }
}
