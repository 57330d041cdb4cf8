package chat.parley.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file of the page, ready to be sent: its bytes, their gzip form if that is shorter, and the headers of
/// both.
///
/// @param type the value of `Content-Type`
/// @param tag the hash of the plain bytes, so pods with the same bytes agree on it whenever they were started
/// @param lasting whether the path identifies the content, so that a browser need never ask again
record Asset(MediaType type, String tag, boolean lasting, Buffer plain, Optional<Buffer> gzip) {

    static Asset of(MediaType type, boolean lasting, byte[] bytes) {
        return new Asset(type, Digest.of(bytes), lasting, Buffer.buffer(bytes), compressed(type, bytes));
    }

    /// The strong validator of one of the two forms; their bytes differ, so they must not share one.
    String etag(boolean zipped) {
        return zipped ? '"' + tag + "-gz\"" : '"' + tag + '"';
    }

    String cacheControl() {
        return lasting ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static Optional<Buffer> compressed(MediaType type, byte[] bytes) {
        if (!type.text()) {
            return Optional.empty();
        }
        byte[] zipped = zip(bytes);
        return zipped.length < bytes.length ? Optional.of(Buffer.buffer(zipped)) : Optional.empty();
    }

    private static byte[] zip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return out.toByteArray();
    }
}
