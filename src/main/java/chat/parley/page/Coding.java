package chat.parley.page;

/// How the bytes of a file are sent (RFC 9110 section 8.4.1), the shortest form first.
enum Coding {
    BROTLI("br", "br", "-br"),
    GZIP("gzip", "gz", "-gz"),
    IDENTITY("identity", "", "");

    private final String token;
    private final String ending;
    private final String mark;

    Coding(String token, String ending, String mark) {
        this.token = token;
        this.ending = ending;
        this.mark = mark;
    }

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    String token() {
        return token;
    }

    /// The address of this form of a file in the bundle.
    String beside(String path) {
        return ending.isEmpty() ? path : path + '.' + ending;
    }

    /// The end of an ETag: the forms' bytes differ, so they must not share one.
    String mark() {
        return mark;
    }
}
