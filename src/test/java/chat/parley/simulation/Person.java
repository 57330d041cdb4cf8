package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody with two devices, which may be used at once.
final class Person {
    private final List<Device> devices = List.of(new Device(this), new Device(this));
    private final AtomicInteger cids = new AtomicInteger();
    private final Set<String> blocked = new HashSet<>();
    private final Map<String, String> calledThen = new ConcurrentHashMap<>();
    private volatile String name;
    private volatile String id = "";
    private volatile String token = "";

    Person(String name) {
        this.name = name;
    }

    List<Device> devices() {
        return devices;
    }

    /// A device that is connected, the first or the second of them by turns.
    Optional<Device> device(int turn) {
        List<Device> online = online();
        return online.isEmpty() ? Optional.empty() : Optional.of(online.get(turn % online.size()));
    }

    /// The devices that are connected.
    List<Device> online() {
        return devices.stream().filter(Device::online).toList();
    }

    String cid() {
        return "c-" + cids.incrementAndGet();
    }

    void known(JsonNode hello) {
        id = hello.at("/user/id").asText();
        token = hello.get("token").asText();
    }

    void renamed(String to) {
        name = to;
    }

    /// How this one is called by somebody in their direct room: as when they were blocked, if they are.
    String nameFor(Person other) {
        return blocked.contains(other.id()) ? calledThen.getOrDefault(other.id(), name) : name;
    }

    /// From now on those who are blocked see this name.
    void blocks(String other) {
        calledThen.put(other, name);
    }

    /// Those whom this one has blocked.
    Set<String> blocked() {
        return blocked;
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }
}
