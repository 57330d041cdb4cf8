package chat.parley.kit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// A fixture that all classes registering one of its class share: the first of them starts it, and it ends with the
/// last,
/// at the latest at the end of the run. When a test fails, prints its pods' logs.
/// @param <R> what runs meanwhile
public abstract class SharedFixture<R extends SharedFixture.Resources>
        implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    /// A cluster of pods, and whatever else there is.
    public interface Resources extends AutoCloseable {
        PodCluster podCluster();

        @Override
        void close();
    }

    private final Class<R> kind;
    private final Supplier<R> start;
    private volatile @Nullable R running;

    /// @param kind what runs
    /// @param start starts it; everything in it is ready then
    protected SharedFixture(Class<R> kind, Supplier<R> start) {
        this.kind = kind;
        this.start = start;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = shared(context).computeIfAbsent(getClass(), _ -> start.get(), kind);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (SharedFixtureUses.over(getClass())) {
            Optional.ofNullable(shared(context).remove(getClass(), kind)).ifPresent(Resources::close);
        }
    }

    private static ExtensionContext.Store shared(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    }

    protected final R running() {
        return Objects.requireNonNull(running, "expected to be registered as a static extension");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        running().podCluster().testFailed(context, cause);
    }
}
