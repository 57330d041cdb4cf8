package chat.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.util.concurrent.FastThreadLocal;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Detects what would make the build of a native image fail, on machines without a builder: the image's heap
/// is created at build time, so it can hold no buffers, event loops or exporters, and no bean can be
/// initialised at run time.
class NativeImageTest {

    private static final String AT_RUN_TIME = "--initialize-at-run-time=";
    private static final List<Class<? extends Annotation>> BEANS = List.of(
            Singleton.class, ApplicationScoped.class, Dependent.class, DefaultBean.class, Produces.class, Path.class);

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat.parley");

    /// The classes that the image initialises only at run time.
    private static List<String> atRunTime() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = NativeImageTest.class.getResourceAsStream("/application.properties")) {
            settings.load(in);
        }
        return Stream.of(settings.getProperty("quarkus.native.additional-build-args")
                        .split("\\\\?,|\\s", -1))
                .map(one -> one.startsWith(AT_RUN_TIME) ? one.substring(AT_RUN_TIME.length()) : one)
                .toList();
    }

    private static DescribedPredicate<JavaClass> named(List<String> names) {
        return DescribedPredicate.describe("initialised at run time", type -> names.contains(type.getName()));
    }

    /// Netty's thread-local is only an index until a thread uses it.
    @Test
    void noStaticHoldsStateOfARunningProcess() throws IOException {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(named(atRunTime())))
                .should()
                .notHaveRawType(resideInAnyPackage("io.netty..", "io.vertx..", "io.opentelemetry..")
                        .and(not(type(FastThreadLocal.class))))
                .check(CODE);
    }

    @Test
    void noBeanIsInitialisedAtRunTime() throws IOException {
        List<String> ours = atRunTime().stream()
                .filter(one -> one.startsWith("chat.parley"))
                .toList();
        assertFalse(ours.isEmpty(), "the setting was read");
        for (String one : ours) {
            assertEquals(
                    1, CODE.stream().filter(type -> type.getName().equals(one)).count(), one + ": one class");
            JavaClass type = CODE.get(one);
            assertFalse(
                    BEANS.stream()
                            .anyMatch(bean -> type.isAnnotatedWith(bean)
                                    || type.getMembers().stream().anyMatch(member -> member.isAnnotatedWith(bean))),
                    one + " is a bean");
        }
    }

    /// Classes found by name at run time have to be registered at build time ([RegisterForReflection]). The
    /// frame writer inspects records by reflection: `WrittenTypesTest` covers those.
    @Test
    void noClassIsLookedUpByName() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect").and(not(type(Type.class))))
                .orShould()
                .callMethodWhere(target(owner(type(Class.class)))
                        .and(target(nameMatching("forName|getDeclared.*|getMethod.*|getField.*|getConstructor.*"))))
                .orShould()
                .accessClassesThat(type(ServiceLoader.class))
                .check(CODE);
    }

    /// The server's class reads the property when it is initialised, which happens while an image is built,
    /// before our own code runs.
    @Test
    void nativeServerDisablesTheFrameworksWebSockets() throws IOException {
        assertTrue(atRunTime().contains("-J-Dvertx.disableWebsockets=true"), atRunTime()::toString);
    }

    @Test
    void everyClassRegisteredByNameExists() {
        List<String> names = CODE.stream()
                .flatMap(type -> type.tryGetAnnotationOfType(RegisterForReflection.class).stream())
                .flatMap(registered -> Stream.of(registered.classNames()))
                .toList();
        assertFalse(names.isEmpty(), "the registrations were read");
        for (String name : names) {
            assertDoesNotThrow(() -> Class.forName(name, false, getClass().getClassLoader()), name);
        }
    }
}
