package chat.parley.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/// Which test classes may run in parallel.
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
