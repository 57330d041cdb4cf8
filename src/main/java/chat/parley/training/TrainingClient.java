package chat.parley.training;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// A client during the training: sends several messages a second to the room of its group, reads, types,
/// requests history, and now and then disconnects and resumes with its token.
final class TrainingClient {

    private static final int ROOMS = 8;
    private static final long RETRY_MS = 200;
    private static final long SEND_MS = 220;
    private static final int OTHERS_EVERY = 10;

    private final Training training;
    private final Vertx vertx;
    private final WebSocketClient sockets;
    private final int number;
    private final String room;
    private String token = "";
    private JsonObject position = new JsonObject();
    private long sent;

    TrainingClient(Training training, Vertx vertx, WebSocketClient sockets, int number) {
        this.training = training;
        this.vertx = vertx;
        this.sockets = sockets;
        this.number = number;
        this.room = "training-" + number % ROOMS;
    }

    /// Connects as soon as the pod listens, stays for so many milliseconds and reconnects.
    void comes(long stayMillis) {
        if (training.over()) {
            return;
        }
        sockets.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(Training.port())
                        .setURI("/ws")
                        .addSubProtocol("parley.v1"))
                .onSuccess(socket -> hello(socket, stayMillis))
                .onFailure(_ -> vertx.setTimer(RETRY_MS, _ -> comes(stayMillis)));
    }

    private void hello(WebSocket socket, long stayMillis) {
        long timer = vertx.setPeriodic(SEND_MS, _ -> send(socket));
        // The pod ends it abruptly when the training is over; what follows is the close handler's.
        socket.exceptionHandler(_ -> {});
        socket.textMessageHandler(text -> {
            if (handle(new JsonObject(text))) {
                vertx.setTimer(stayMillis + number, _ -> socket.close());
            }
        });
        socket.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            vertx.setTimer(RETRY_MS, _ -> comes(stayMillis));
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

    private void send(WebSocket socket) {
        String cid = "training-" + number + "-" + sent++;
        socket.writeTextMessage(command("send")
                .put("room", room)
                .put("cid", cid)
                .put("text", "Training message " + sent)
                .encode());
        if (sent % OTHERS_EVERY == 0 && position.containsKey("seq")) {
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

    /// Whether it is the reply to `hello`.
    private boolean handle(JsonObject frame) {
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
