package chat.parley.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A person with two devices, which may be used at the same time.
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

    /// A connected device, alternately the first and the second.
    Optional<Device> device(int turn) {
        List<Device> online = online();
        return online.isEmpty() ? Optional.empty() : Optional.of(online.get(turn % online.size()));
    }

    /// The connected devices.
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

    /// This person's name for somebody in their direct room: the name at the time of blocking, if they are
    /// blocked.
    String nameFor(Person other) {
        return blocked.contains(other.id()) ? calledThen.getOrDefault(other.id(), name) : name;
    }

    /// From now on the blocked person sees this name.
    void blocks(String other) {
        calledThen.put(other, name);
    }

    /// The people whom this person has blocked.
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
