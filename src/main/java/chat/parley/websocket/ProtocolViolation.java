package chat.parley.websocket;

/// A peer's violation of RFC 6455, with the close code that answers it.
final class ProtocolViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final int PROTOCOL_ERROR = 1002;
    static final int BAD_PAYLOAD = 1007;
    static final int TOO_LARGE = 1009;

    private final int code;
    private final String reason;

    ProtocolViolation(int code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = message;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
