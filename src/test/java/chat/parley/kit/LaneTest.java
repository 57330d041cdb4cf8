package chat.parley.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.w3c.dom.NodeList;

/// Which test classes may run in parallel, and which start the application.
final class LaneTest {
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("chat.parley");

    @Test
    void everyIntegrationTestHasALane() {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .should()
                .beAnnotatedWith(Lane.class)
                .check(TESTS);
    }

    /// As soon as the profile's tests contain one of them, Quarkus builds the application.
    @Test
    void theQuickProfileExcludesExactlyTheTestsOfTheApplication() throws Exception {
        NodeList excludes = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        "//profile[id='quick']//exclude",
                        DocumentBuilderFactory.newDefaultInstance()
                                .newDocumentBuilder()
                                .parse(new File("pom.xml")),
                        XPathConstants.NODESET);
        Set<String> excluded = IntStream.range(0, excludes.getLength())
                .mapToObj(i -> excludes.item(i).getTextContent())
                .collect(Collectors.toSet());
        Set<String> ofTheApplication = TESTS.stream()
                .filter(test -> test.isAnnotatedWith(QuarkusTest.class))
                .map(test -> test.getName().replace('.', '/') + ".java")
                .collect(Collectors.toSet());
        assertEquals(ofTheApplication, excluded);
    }

    /// The framework runs one application at a time, and only on one thread.
    @Test
    void testsOfTheApplicationRunSequentially() {
        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should()
                .beAnnotatedWith(Execution.class)
                .andShould()
                .beAnnotatedWith(Tag.class)
                .check(TESTS);
    }
}
