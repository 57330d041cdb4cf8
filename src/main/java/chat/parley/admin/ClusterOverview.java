package chat.parley.admin;

import chat.parley.presence.Pod;
import chat.parley.protocol.RoomId;
import chat.parley.room.TopK;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All pods together, added up by the pod that is asked: its own current record, and the latest records of
/// the others. Ids and numbers only.
@Singleton
public final class ClusterOverview {

    private static final String UNKNOWN = "unknown";
    private static final Comparator<RefusalLine> MOST_REFUSED = Comparator.comparingLong(RefusalLine::count)
            .reversed()
            .thenComparing(RefusalLine::kind)
            .thenComparing(RefusalLine::reason);

    private final RedisPodRecords records;
    private final PodReport own;
    private final Pod pod;

    ClusterOverview(RedisPodRecords records, PodReport own, Pod pod) {
        this.records = records;
        this.own = own;
        this.pod = pod;
    }

    /// A page of the living pods.
    public Future<PodsPage> pods(Optional<String> cursor) {
        Offset offset = Offset.of(cursor);
        return living().map(all -> {
            List<PodLine> pods = all.stream()
                    .map(ClusterOverview::podLine)
                    .sorted(Comparator.comparing(PodLine::pod))
                    .toList();
            return new PodsPage(
                    offset.page(pods),
                    pods.size(),
                    pods.stream().mapToLong(PodLine::connections).sum(),
                    pods.stream().mapToLong(PodLine::users).sum(),
                    offset.next(pods));
        });
    }

    /// A page of the busiest rooms.
    public Future<LiveRoomsPage> rooms(Optional<String> cursor) {
        Offset offset = Offset.of(cursor);
        return sums(PodRecord::rooms).map(sums -> {
            List<LiveRoom> rooms = sums.stream()
                    .map(sum -> {
                        RoomId room = new RoomId(sum.getKey());
                        return new LiveRoom(room, room.kind(), sum.getValue());
                    })
                    .toList();
            return new LiveRoomsPage(offset.page(rooms), offset.next(rooms));
        });
    }

    /// A page of the users who send most.
    public Future<TalkersPage> talkers(Optional<String> cursor) {
        Offset offset = Offset.of(cursor);
        return sums(PodRecord::users).map(sums -> {
            List<Talker> users = sums.stream()
                    .map(sum -> new Talker(sum.getKey(), sum.getValue()))
                    .toList();
            return new TalkersPage(offset.page(users), offset.next(users));
        });
    }

    /// What all pods refused within the last minutes.
    public Future<RefusalsPage> refusals() {
        return living().map(all -> {
            Map<String, RefusalLine> sums = new HashMap<>();
            all.stream()
                    .flatMap(living -> living.record().stream())
                    .forEach(record -> record.refused()
                            .forEach((reason, count) ->
                                    sums.merge(reason, refusal(reason, count), ClusterOverview::both)));
            return new RefusalsPage(
                    LateRefusals.SECONDS,
                    sums.values().stream().sorted(MOST_REFUSED).toList());
        });
    }

    private static RefusalLine refusal(String reason, long count) {
        int space = reason.indexOf(' ');
        return new RefusalLine(reason.substring(0, space), reason.substring(space + 1), count, 1);
    }

    private static RefusalLine both(RefusalLine one, RefusalLine other) {
        return new RefusalLine(one.kind(), one.reason(), one.count() + other.count(), one.pods() + other.pods());
    }

    private Future<List<RedisPodRecords.Living>> living() {
        return records.all()
                .map(all -> all.stream()
                        .map(living -> living.pod().equals(pod.name())
                                ? new RedisPodRecords.Living(living.pod(), living.until(), Optional.of(own.record()))
                                : living)
                        .toList());
    }

    /// In the order of [TopK#most].
    private Future<List<Map.Entry<String, Long>>> sums(Function<PodRecord, Map<String, Long>> part) {
        return living().map(all -> {
            Map<String, Long> sums = new HashMap<>();
            all.stream()
                    .flatMap(living -> living.record().stream())
                    .forEach(record ->
                            part.apply(record).forEach((who, messages) -> sums.merge(who, messages, Long::sum)));
            return List.copyOf(TopK.most(sums, sums.size()).entrySet());
        });
    }

    private static PodLine podLine(RedisPodRecords.Living living) {
        return living.record()
                .map(record -> new PodLine(
                        living.pod(),
                        record.version(),
                        living.until(),
                        record.since(),
                        record.draining(),
                        record.connections(),
                        record.usersHere(),
                        record.roomsHere(),
                        Optional.of(record.limit()).filter(limit -> limit > 0)))
                .orElseGet(
                        () -> new PodLine(living.pod(), UNKNOWN, living.until(), 0, false, 0, 0, 0, Optional.empty()));
    }
}
