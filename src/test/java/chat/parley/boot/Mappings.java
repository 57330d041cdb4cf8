package chat.parley.boot;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The settings that the code reads, found where it reads them.
final class Mappings {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat.parley");

    private Mappings() {}

    /// Their defaults, if they have any, by property name.
    static Map<String, Optional<String>> all() {
        Map<String, Optional<String>> found = new TreeMap<>();
        CODE.forEach(one -> {
            if (one.isAnnotatedWith(ConfigMapping.class)) {
                found.putAll(mapped(one));
            }
            one.getCodeUnits().forEach(code -> found.putAll(injected(code)));
        });
        return found;
    }

    private static Map<String, Optional<String>> mapped(JavaClass mapping) {
        Map<String, Optional<String>> found = new TreeMap<>();
        ConfigMappings.getProperties(ConfigClass.configClass(mapping.reflect()))
                .forEach((name, property) -> found.put(
                        name,
                        Optional.ofNullable(property.getMethod().getAnnotation(WithDefault.class))
                                .map(WithDefault::value)));
        return found;
    }

    private static Map<String, Optional<String>> injected(JavaCodeUnit code) {
        Map<String, Optional<String>> found = new TreeMap<>();
        for (JavaParameter parameter : code.getParameters()) {
            parameter.tryGetAnnotationOfType(ConfigProperty.class).ifPresent(one -> {
                if (one.name().startsWith("parley.")) {
                    found.put(
                            one.name(),
                            Optional.of(one.defaultValue())
                                    .filter(value -> !value.equals(ConfigProperty.UNCONFIGURED_VALUE)));
                }
            });
        }
        return found;
    }
}
