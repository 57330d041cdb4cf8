package chat.parley.training;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// One who chats during a training: says something several times a second in the room of his group, reads, types, looks
/// back, and goes and comes back with his token now and then.
final class TrainingClient {

    private static final int ROOMS = 8;
    private static final long AGAIN_MS = 200;
    private static final long SAYS_MS = 220;
    private static final int OTHER_THINGS_EVERY = 10;

    private final Training training;
    private final Vertx vertx;
    private final WebSocketClient sockets;
    private final int number;
    private final String room;
    private String token = "";
    private JsonObject position = new JsonObject();
    private long said;

    TrainingClient(Training training, Vertx vertx, WebSocketClient sockets, int number) {
        this.training = training;
        this.vertx = vertx;
        this.sockets = sockets;
        this.number = number;
        this.room = "training-" + number % ROOMS;
    }

    /// Connects, as soon as the pod listens, stays for so many milliseconds and comes back.
    void comes(long stays) {
        if (training.over()) {
            return;
        }
        sockets.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(Training.port())
                        .setURI("/ws")
                        .addSubProtocol("parley.v1"))
                .onSuccess(socket -> greets(socket, stays))
                .onFailure(_ -> vertx.setTimer(AGAIN_MS, _ -> comes(stays)));
    }

    private void greets(WebSocket socket, long stays) {
        long says = vertx.setPeriodic(SAYS_MS, _ -> says(socket));
        socket.textMessageHandler(text -> {
            if (hears(new JsonObject(text))) {
                vertx.setTimer(stays + number, _ -> socket.close());
            }
        });
        socket.closeHandler(_ -> {
            vertx.cancelTimer(says);
            vertx.setTimer(AGAIN_MS, _ -> comes(stays));
        });
        JsonObject hello = command("hello").put("name", "Trainee " + number);
        if (!token.isEmpty()) {
            hello.put("token", token);
        }
        if (!position.isEmpty()) {
            hello.put("resume", new JsonArray().add(position));
        }
        socket.writeTextMessage(hello.encode());
        socket.writeTextMessage(command("join").put("room", room).encode());
    }

    private void says(WebSocket socket) {
        String cid = "training-" + number + "-" + said++;
        socket.writeTextMessage(command("send")
                .put("room", room)
                .put("cid", cid)
                .put("text", "What is said in a training, the " + said + "th time")
                .encode());
        if (said % OTHER_THINGS_EVERY == 0 && position.containsKey("seq")) {
            long seq = position.getLong("seq");
            for (JsonObject other : new JsonObject[] {
                command("typing").put("room", room).put("on", true),
                command("received").put("room", room).put("seq", seq),
                command("read").put("room", room).put("seq", seq),
                command("history").put("room", room),
                command("members").put("room", room),
                command("rooms")
            }) {
                socket.writeTextMessage(other.encode());
            }
        }
    }

    /// Whether it is what a newcomer is welcomed with.
    private boolean hears(JsonObject frame) {
        JsonObject ok = frame.getJsonObject("ok");
        if (ok != null && ok.containsKey("token")) {
            token = ok.getString("token");
            training.entered();
            return true;
        }
        if (room.equals(frame.getString("room")) && frame.containsKey("seq") && frame.containsKey("epoch")) {
            position = new JsonObject()
                    .put("room", room)
                    .put("epoch", frame.getString("epoch"))
                    .put("seq", frame.getLong("seq"));
        }
        return false;
    }

    private static JsonObject command(String op) {
        return new JsonObject().put("op", op).put("ref", op);
    }
}
