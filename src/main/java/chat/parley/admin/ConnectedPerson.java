package chat.parley.admin;

import java.util.List;

/// A user who is connected, added up over the pods.
///
/// @param pods that they are connected to, by name
/// @param since when their oldest connection was opened, Unix milliseconds by the store's clock
/// @param rooms that they follow
public record ConnectedPerson(String id, String name, List<String> pods, int connections, long since, int rooms) {

    public ConnectedPerson {
        pods = List.copyOf(pods);
    }
}
