package chat.parley.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/// Integration tests of different lanes run in parallel, those of one lane one class after another: they wait
/// more than they compute, and classes that share pods must not see each other's members.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(providers = Lane.Lock.class)
public @interface Lane {
    /// Clients that send and deliver as fast as they can, and pods that die under that load.
    String LOAD = "load";
    /// The page in a browser: what people do there.
    String PAGES = "pages";
    /// The page in a second browser: how it opens, looks and reads, and what it asks.
    String SCREENS = "screens";
    /// Protocol clients, well-behaved and hostile; and the package: how it starts and is monitored.
    String PROTOCOL = "protocol";

    /// Usually one; a test of promised times also takes another lane's turn, so that it gets more of the
    /// machine. It runs first (`@Order(1)`): later, its own lane would wait with it for the other one.
    String[] value();

    /// One class of a lane at a time.
    final class Lock implements ResourceLocksProvider {
        @Override
        public Set<ResourceLocksProvider.Lock> provideForClass(Class<?> test) {
            return Arrays.stream(test.getAnnotation(Lane.class).value())
                    .map(lane -> new ResourceLocksProvider.Lock("lane " + lane, ResourceAccessMode.READ_WRITE))
                    .collect(Collectors.toSet());
        }
    }
}
