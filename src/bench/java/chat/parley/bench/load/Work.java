package chat.parley.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// Who is connected where. Client i is in room i mod rooms and at address (i / rooms + i) mod addresses, so every
/// room is spread over all addresses. Publishers are the first clients: one per room unless there are more
/// publishers than rooms.
/// @param addresses the servers' addresses
/// @param settle between the moment the last client is ready and the first measurement
/// @param text bytes of a published text, including the stamp
/// @param processes whose CPU and memory are counted
public record Work(
        List<InetSocketAddress> addresses,
        Dialect dialect,
        boolean tls,
        int clients,
        int rooms,
        int publishers,
        Duration settle,
        int text,
        List<Long> processes) {

    public Work {
        addresses = List.copyOf(addresses);
        processes = List.copyOf(processes);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("--ports: expected at least one port");
        }
        if (clients < 1 || rooms < 1 || rooms > clients || publishers < 1) {
            throw new IllegalArgumentException(
                    "expected at least one client and publisher, and 1 to %d rooms, got %d, %d and %d"
                            .formatted(clients, clients, publishers, rooms));
        }
        if (text < Stamps.SIZE) {
            throw new IllegalArgumentException(
                    "--payload: expected at least %d bytes, got %d".formatted(Stamps.SIZE, text));
        }
    }

    int room(int client) {
        return client % rooms;
    }

    int address(int client) {
        return (client / rooms + client % rooms) % addresses.size();
    }
}
