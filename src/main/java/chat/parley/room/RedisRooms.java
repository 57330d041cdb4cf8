package chat.parley.room;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.presence.Pod;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomLine;
import chat.parley.protocol.User;
import chat.parley.protocol.Writers;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// A room's metadata and members in Redis. Each script also checks the permission for what it does.
@Singleton
public final class RedisRooms {

    private static final RoomScript JOIN = RoomScript.of("lib/presence.lua", "lib/membership.lua", "join.lua");
    private static final RoomScript STATE = RoomScript.of("lib/presence.lua", "room-states.lua");
    private static final RoomScript LEAVE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "leave.lua");
    private static final RoomScript RENAME = RoomScript.of("rename.lua");
    private static final RoomScript LINE = RoomScript.bare("directory-line.lua");
    private static final RoomScript DELETE_IDLE = RoomScript.bare("lib/clock.lua", "delete-idle-room.lua");

    private final RedisStore store;
    private final FrameWriter frames;
    private final Pod pod;

    public RedisRooms(RedisStore store, FrameWriter frames, Pod pod) {
        this.store = store;
        this.frames = frames;
        this.pod = pod;
    }

    /// As below, present.
    Future<Optional<RoomSnapshot>> join(User user, RoomId room, ResumeRequest request, boolean make) {
        return join(user, room, request, true, make);
    }

    /// Makes `user` a member unless they are one; with `present` they are online through this pod from then
    /// on. Empty if the room does not exist and `make` is false.
    Future<Optional<RoomSnapshot>> join(User user, RoomId room, ResumeRequest request, boolean present, boolean make) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(JOIN.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("name", user.name())
                        .arg("line", line(user))
                        .arg("pod", present ? pod.name() : "")
                        .arg("epoch", request.epoch())
                        .arg("seq", request.seq())
                        .arg("create", make ? 1 : 0)
                        .arg("most", request.events())
                        .arg("bytes", request.bytes()))
                .compose(answer -> answer.get(0).toString().equals("absent")
                        ? Future.succeededFuture(Optional.empty())
                        : joined(answer, user, room, request).map(Optional::of));
    }

    private Future<RoomSnapshot> joined(Response answer, User user, RoomId room, ResumeRequest request) {
        RedisRefusal.check(answer, room);
        boolean fresh = answer.get(answer.size() - 1).toString().equals("new");
        RoomSnapshot found = RedisStateAnswer.read(answer, user.id(), room, request.events() > 0, fresh);
        return RedisStateAnswer.part(answer)
                .map(part -> state(user, room, request.behind(part, part.bytes()), false)
                        .map(rest -> rest.behind(found)))
                .orElseGet(() -> Future.succeededFuture(found));
    }

    /// The room's state for a member; with `present` they are online through this pod from then on.
    Future<RoomSnapshot> state(User user, RoomId room, ResumeRequest request, boolean present) {
        return states(user, List.of(room), List.of(request), present).getFirst();
    }

    /// The states of these rooms for a member, read in one go; events missed in the first rooms count against
    /// the bytes of the others.
    ///
    /// In a cluster each slot is read separately, so the bytes are those of a slot.
    ///
    /// @param requests one for each room
    List<Future<RoomSnapshot>> states(User user, List<RoomId> rooms, List<ResumeRequest> requests, boolean present) {
        List<Future<RoomSnapshot>> found = new ArrayList<>(Collections.nCopies(rooms.size(), Future.succeededFuture()));
        List<Integer> all = IntStream.range(0, rooms.size()).boxed().toList();
        for (List<Integer> some : store.together(all, i -> new RoomKeys(store.prefix(), rooms.get(i)).meta())) {
            List<Future<RoomSnapshot>> answers = statesTogether(
                    user,
                    some.stream().map(rooms::get).toList(),
                    some.stream().map(requests::get).toList(),
                    present);
            for (int i = 0; i < some.size(); i++) {
                found.set(some.get(i), answers.get(i));
            }
        }
        return found;
    }

    private List<Future<RoomSnapshot>> statesTogether(
            User user, List<RoomId> rooms, List<ResumeRequest> requests, boolean present) {
        Future<List<List<Response>>> answers = answersTogether(user, rooms, requests, present);
        List<Future<RoomSnapshot>> found = new ArrayList<>(rooms.size());
        for (int i = 0; i < rooms.size(); i++) {
            int index = i;
            found.add(answers.map(all -> found(all.get(index), user, rooms.get(index), requests.get(index))));
        }
        return found;
    }

    private static RoomSnapshot found(List<Response> parts, User user, RoomId room, ResumeRequest request) {
        return parts.stream()
                .map(answer -> RedisStateAnswer.read(answer, user.id(), room, request.events() > 0, false))
                .reduce((first, second) -> second.behind(first))
                .orElseThrow();
    }

    /// Reads what exceeds the limit of one call with further calls, so that a room may have several answers:
    /// all but the last are parts.
    private Future<List<List<Response>>> answersTogether(
            User user, List<RoomId> rooms, List<ResumeRequest> requests, boolean present) {
        List<RoomKeys> keys =
                rooms.stream().map(room -> new RoomKeys(store.prefix(), room)).toList();
        ScriptCall call =
                STATE.on(keys).arg("user", user.id()).arg("line", line(user)).arg("pod", present ? pod.name() : "");
        for (int i = 0; i < rooms.size(); i++) {
            ResumeRequest request = requests.get(i);
            call.arg("channel", keys.get(i).topic())
                    .arg("epoch", request.epoch())
                    .arg("seq", request.seq())
                    .arg("most", request.events())
                    .arg("bytes", request.bytes())
                    .arg("later", request.later() ? 1 : 0);
        }
        return store.run(call).compose(all -> {
            int spent = all.get(rooms.size()).toInteger();
            List<List<Response>> answers = new ArrayList<>(rooms.size());
            List<Integer> again = new ArrayList<>();
            List<ResumeRequest> further = new ArrayList<>();
            for (int i = 0; i < rooms.size(); i++) {
                Response answer = all.get(i);
                ResumeRequest request = requests.get(i);
                Optional<RedisStateAnswer.Part> part = RedisStateAnswer.part(answer);
                boolean unread = answer.get(0).toString().equals("again");
                answers.add(unread ? List.of() : List.of(answer));
                if (unread || part.isPresent()) {
                    again.add(i);
                    further.add(part.map(read -> request.behind(read, spent)).orElse(request.less(spent)));
                }
            }
            if (again.isEmpty()) {
                return Future.succeededFuture(answers);
            }
            return answersTogether(user, again.stream().map(rooms::get).toList(), further, present)
                    .map(rest -> {
                        for (int i = 0; i < again.size(); i++) {
                            List<Response> parts = new ArrayList<>(answers.get(again.get(i)));
                            parts.addAll(rest.get(i));
                            answers.set(again.get(i), parts);
                        }
                        return answers;
                    });
        });
    }

    /// Ends a membership and notifies the user's sessions. If the last owner leaves, ownership passes on; a
    /// private room without members is deleted.
    Future<Void> leave(User user, RoomId room) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(LEAVE.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("topic", new UserTopic(store.prefix(), user.id()).name()))
                .map(answer -> RedisRefusal.check(answer, room))
                .mapEmpty();
    }

    /// Renames a member and notifies the room.
    ///
    /// @param renaming the same id in all rooms of the user, so that each session is notified once
    Future<Void> rename(User user, RoomId room, String renaming) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        String event = frames.text(new Event.UserChanged(user.id(), user.name()));
        return store.run(RENAME.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("name", user.name())
                        .arg("renaming", renaming)
                        .arg("event", event))
                .mapEmpty();
    }

    /// Whether a user is online in the room.
    Future<Boolean> online(String user, RoomId room) {
        return store.send(Command.HEXISTS, new RoomKeys(store.prefix(), room).online(), user)
                .map(answer -> answer.toInteger() == 1);
    }

    /// The room's line in the list of public rooms; empty if the room does not exist.
    Future<Optional<RoomLine>> line(RoomId room) {
        return store.run(LINE.on(new RoomKeys(store.prefix(), room)))
                .map(answer -> answer.size() == 0 ? Optional.empty() : Optional.of(line(room, answer)));
    }

    /// Whether the user is a member of the room and does not hide it.
    Future<Boolean> has(String user, RoomId room) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.send(Command.HEXISTS, keys.members(), user)
                .compose(member -> member.toInteger() == 0
                        ? Future.succeededFuture(false)
                        : store.send(Command.HEXISTS, keys.pair(), "hidden:" + user)
                                .map(hidden -> hidden.toInteger() == 0));
    }

    /// Whether the user's membership ended and was not renewed, as far as the room still has a record.
    Future<Boolean> wasRemoved(String user, RoomId room) {
        return store.send(Command.ZSCORE, new RoomKeys(store.prefix(), room).out(), user)
                .map(Objects::nonNull);
    }

    /// Deletes a public room without members that was not used for `idleMillis`; whether it is deleted.
    Future<Boolean> deleteIfIdle(RoomId room, long idleMillis) {
        return store.run(DELETE_IDLE.on(new RoomKeys(store.prefix(), room)).arg("idle", idleMillis))
                .map(answer -> answer.toString().equals("1"));
    }

    private static RoomLine line(RoomId room, Response answer) {
        String title = answer.get(0).toString();
        return new RoomLine(
                room,
                title.isEmpty() ? room.value() : title,
                answer.get(1).toLong(),
                answer.get(2).toLong(),
                answer.get(3).toLong(),
                Writers.stored(answer.get(4).toString()));
    }

    private static String line(User user) {
        return user.id() + " " + user.name();
    }
}
