package chat.parley.kit;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Counts how many classes of a run still need a shared fixture ([SharedFixture]), so that it ends with the
/// last of them.
public final class SharedFixtureUses implements TestExecutionListener {
    private static final Map<Class<?>, Integer> LEFT = new ConcurrentHashMap<>();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        plan.getRoots().stream()
                .flatMap(engine -> plan.getChildren(engine).stream())
                .flatMap(SharedFixtureUses::shared)
                .forEach(kind -> LEFT.merge(kind, 1, Integer::sum));
    }

    /// One class less needs it.
    /// @return whether that was the last one; never if nobody counted
    static boolean over(Class<?> kind) {
        return Optional.ofNullable(LEFT.computeIfPresent(kind, (_, left) -> left - 1))
                .filter(left -> left == 0)
                .isPresent();
    }

    private static Stream<Class<?>> shared(TestIdentifier test) {
        return test
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass().getDeclaredFields())
                .stream()
                .flatMap(Arrays::stream)
                .<Class<?>>map(Field::getType)
                .filter(SharedFixture.class::isAssignableFrom);
    }
}
