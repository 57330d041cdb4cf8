package chat.parley.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/// A key that an operator made (`/api/admin/keys`).
///
/// @param user the id of its bot
public record BotKey(String id, String text, String user) {

    /// Makes a key for all rooms.
    ///
    /// @param by the token or key of an operator
    /// @param scopes separated by blanks
    public static BotKey made(Pod pod, String by, String name, String scopes) {
        return made(pod, by, "{\"name\":\"" + name + "\",\"scopes\":" + list(scopes) + "}");
    }

    /// Makes a key for these rooms only, separated by blanks.
    public static BotKey made(Pod pod, String by, String name, String scopes, String rooms) {
        return made(
                pod, by, "{\"name\":\"" + name + "\",\"scopes\":" + list(scopes) + ",\"rooms\":" + list(rooms) + "}");
    }

    /// Makes a key by this body.
    public static BotKey made(Pod pod, String by, String body) {
        HttpResponse<String> answer = AdminApi.ask(pod, "POST", "/keys", by, body);
        if (answer.statusCode() != 201) {
            throw new AssertionError("expected 201, got " + answer.statusCode() + " " + answer.body());
        }
        JsonNode made = Frame.read(answer.body());
        return new BotKey(
                made.get("id").asText(),
                made.get("key").asText(),
                made.get("user").asText());
    }

    private static String list(String words) {
        return "[\"" + words.replace(" ", "\",\"") + "\"]";
    }
}
