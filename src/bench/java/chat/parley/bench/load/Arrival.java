package chat.parley.bench.load;

/// How the clients of a run became ready.
/// @param retried lost connections and refused steps that succeeded later
/// @param connecting from the beginning of a connection until it is ready
/// @param residentBefore bytes of the servers' memory before the first client
/// @param resident the same with all of them, settled
public record Arrival(
        int ready, int failed, int retried, double seconds, Histogram connecting, long residentBefore, long resident) {

    /// Bytes of the servers' memory per connection.
    public double residentOfAConnection() {
        return ready == 0 ? 0 : (double) (resident - residentBefore) / ready;
    }
}
