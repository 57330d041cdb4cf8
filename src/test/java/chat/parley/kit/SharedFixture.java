package chat.parley.kit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// What all classes that register it have in common: started by the first of them, ended with the last, at the end of
/// the run at the latest. When a test fails the logs of its pods are shown.
///
/// @param <R> what runs meanwhile
public abstract class SharedFixture<R extends SharedFixture.Place>
        implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    /// A town, and whatever else there is.
    public interface Place extends AutoCloseable {
        PodCluster town();

        @Override
        void close();
    }

    private final Class<R> kind;
    private final Supplier<R> start;
    private volatile @Nullable R running;

    /// @param kind one running thing of this class exists in a run
    /// @param start starts it; everything in it is ready then
    protected SharedFixture(Class<R> kind, Supplier<R> start) {
        this.kind = kind;
        this.start = start;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = shared(context).computeIfAbsent(kind, _ -> start.get(), kind);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (SharedFixtureUses.over(getClass())) {
            Optional.ofNullable(shared(context).remove(kind, kind)).ifPresent(Place::close);
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
        running().town().testFailed(context, cause);
    }
}
