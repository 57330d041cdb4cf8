package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.admin.Overview;
import chat.parley.api.ServiceConfig;
import chat.parley.protocol.Event;
import chat.parley.protocol.Ok;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A native image knows by reflection only what is registered: a missing type would be written as `{}` there,
/// and only there.
final class WrittenTypesTest {
    @Test
    void nativeImageRegistersEveryWrittenType() {
        assertRegistered(WrittenTypes.class, Ok.class, Event.class);
        assertRegistered(Overview.class, Overview.class);
        assertRegistered(ServiceConfig.class, ServiceConfig.class);
    }

    private static void assertRegistered(Class<?> registration, Type... roots) {
        Set<String> written = new TreeSet<>();
        for (Type root : roots) {
            collect(root, written);
        }
        RegisterForReflection list = registration.getAnnotation(RegisterForReflection.class);
        assertEquals(
                String.join("\n", written),
                Arrays.stream(list.targets()).map(Class::getName).sorted().collect(Collectors.joining("\n")));
    }

    private static void collect(Type type, Set<String> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> one
                && one.getName().startsWith("chat.parley.")
                && found.add(one.getName())) {
            if (one.isSealed()) {
                Arrays.stream(one.getPermittedSubclasses()).forEach(permitted -> collect(permitted, found));
            }
            if (one.isRecord()) {
                for (RecordComponent component : one.getRecordComponents()) {
                    collect(component.getGenericType(), found);
                }
            }
        }
    }
}
