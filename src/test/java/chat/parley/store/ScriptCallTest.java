package chat.parley.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A script gets its keys and arguments by the names in its text; any other call is refused before it is
/// sent.
final class ScriptCallTest {

    private static final RedisScript SCRIPT = RedisScript.ofText("""
            local keys = { meta = KEYS[1], members = KEYS[2] }
            local user = ARGV[1]
            local seq = tonumber(ARGV[2])
            for i = 3, #ARGV, 2 do
              local room = ARGV[i]
              local most = tonumber(ARGV[i + 1])
            end
            """);
    private static final RedisScript WHOLE = RedisScript.ofText("local meta = KEYS[1]\nlocal all = KEYS\n");

    private static ScriptCall call() {
        return SCRIPT.call().key("meta", "m").key("members", "n");
    }

    private static void assertRefused(ScriptCall call) {
        assertThrows(IllegalArgumentException.class, call::check);
    }

    @Test
    void namesComeFromTheScriptText() {
        assertEquals(List.of("meta", "members"), SCRIPT.keys().once());
        assertEquals(List.of("user", "seq"), SCRIPT.args().once());
        assertEquals(List.of("room", "most"), SCRIPT.args().each());
    }

    @Test
    void repeatedArgumentsArePassedAsOftenAsTheyApply() {
        ScriptCall call = call().arg("user", "ada").arg("seq", 1);
        assertDoesNotThrow(call::check);
        call.arg("room", "a").arg("most", 2).arg("room", "b");
        assertRefused(call);
        assertDoesNotThrow(call.arg("most", 2)::check);
    }

    @Test
    void missingSwappedOrExtraArgumentsAreRefused() {
        assertRefused(SCRIPT.call().key("meta", "m").arg("user", "ada").arg("seq", 1));
        assertRefused(call().arg("user", "ada"));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> call().arg("seq", 1));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("expected user at 1 of "), refusal::toString);
        assertThrows(IllegalArgumentException.class, () -> call().key("pair", "p"));
        ScriptCall whole = call().arg("user", "ada").arg("seq", 1);
        assertThrows(IllegalArgumentException.class, () -> whole.arg("most", 1));
    }

    @Test
    void furtherKeysFollowUnderOneName() {
        assertDoesNotThrow(WHOLE.call().key("meta", "m").keys("all", List.of("a", "b"))::check);
        assertThrows(IllegalArgumentException.class, () -> WHOLE.call().keys("all", List.of()));
        assertThrows(IllegalArgumentException.class, () -> call().keys("all", List.of()));
    }

    @Test
    void aScriptThatBindsAPositionTwiceOrOutOfOrderIsRefused() {
        assertThrows(IllegalStateException.class, () -> RedisScript.ofText("local a = ARGV[2]"));
        assertThrows(IllegalStateException.class, () -> RedisScript.ofText("local a = ARGV[1]\nlocal b = ARGV[1]"));
        assertThrows(IllegalStateException.class, () -> RedisScript.ofText("local a = KEYS[1]\nlocal a = KEYS[2]"));
    }
}
