package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalLong;

/// One member's cursors that moved (protocol.md section 5, `receipt`).
///
/// @param id the member's
/// @param delivered the seq up to which everything reached one of their devices
/// @param seen the seq up to which they have seen everything
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cursors(String id, OptionalLong delivered, OptionalLong seen) {

    public Cursors {
        id = User.checkedId(id);
        if (delivered.isEmpty() && seen.isEmpty()) {
            throw new IllegalArgumentException("expected a cursor that moved, got none");
        }
    }
}
