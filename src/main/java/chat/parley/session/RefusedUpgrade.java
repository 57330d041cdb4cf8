package chat.parley.session;

import chat.parley.admission.HttpRefusal;
import java.util.Objects;

/// Carries a refusal from the upgrade check to the route that answers it: a check's own result has no body.
final class RefusedUpgrade extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient HttpRefusal refusal;

    RefusedUpgrade(HttpRefusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    HttpRefusal refusal() {
        return Objects.requireNonNull(refusal, "a refusal is not sent to other JVMs");
    }
}
