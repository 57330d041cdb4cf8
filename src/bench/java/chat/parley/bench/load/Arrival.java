package chat.parley.bench.load;

/// How the clients of a run came to be ready.
///
/// @param retried connections lost on the way and steps refused, which went well later
/// @param connecting from the beginning of a connection to its being ready
/// @param residentBefore bytes of the servers' memory before the first client
/// @param resident the same with all of them, settled
public record Arrival(
        int ready, int failed, int retried, double seconds, Histogram connecting, long residentBefore, long resident) {

    /// Bytes of the servers' memory for each connection.
    public double residentOfAConnection() {
        return ready == 0 ? 0 : (double) (resident - residentBefore) / ready;
    }
}
