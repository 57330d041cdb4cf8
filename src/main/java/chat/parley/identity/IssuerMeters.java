package chat.parley.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Meters of the issuer's keys in this pod: whether they can be fetched, their number and their age.
@Singleton
public final class IssuerMeters {

    /// A successful fetch.
    private record Fetch(int keys, long at) {}

    private final Counter ok;
    private final Counter failed;
    private volatile Fetch last = new Fetch(0, 0);

    public IssuerMeters(MeterRegistry meters) {
        ok = fetches(meters, "ok");
        failed = fetches(meters, "failed");
        Gauge.builder("parley.issuer.keys", this, issuer -> issuer.last.keys())
                .description("Known keys of the team's issuer (parley.issuer.keys)")
                .register(meters);
        Gauge.builder("parley.issuer.keys.age.seconds", this, IssuerMeters::age)
                .description("Seconds since the issuer's keys were fetched; NaN before the first fetch")
                .register(meters);
    }

    private static Counter fetches(MeterRegistry meters, String outcome) {
        return Counter.builder("parley.issuer.fetches")
                .description("Fetches of the issuer's keys, by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    void fetched(int keys) {
        last = new Fetch(keys, System.nanoTime());
        ok.increment();
    }

    void failed() {
        failed.increment();
    }

    private double age() {
        Fetch fetch = last;
        return fetch.keys() == 0 ? Double.NaN : (double) (System.nanoTime() - fetch.at()) / TimeUnit.SECONDS.toNanos(1);
    }
}
