package chat.parley.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A file of the page, ready to be sent: its bytes, their shorter forms, and the headers of each.
///
/// @param type the value of `Content-Type`
/// @param tag the hash of the plain bytes, so pods with the same bytes agree on it whenever they were started
/// @param lasting whether the path identifies the content, so that a browser need never ask again
/// @param forms the plain bytes, and each form that is shorter
record Asset(MediaType type, String tag, boolean lasting, Map<Coding, Buffer> forms) {
    Asset {
        forms = Map.copyOf(forms);
    }

    /// Compresses text itself.
    static Asset of(MediaType type, boolean lasting, byte[] bytes) {
        return of(type, lasting, bytes, type.text() ? Map.of(Coding.GZIP, zip(bytes)) : Map.of());
    }

    /// With forms that were made beforehand.
    static Asset of(MediaType type, boolean lasting, byte[] bytes, Map<Coding, byte[]> compressed) {
        Map<Coding, Buffer> forms = new EnumMap<>(Coding.class);
        forms.put(Coding.IDENTITY, Buffer.buffer(bytes));
        compressed.forEach((coding, form) -> {
            if (form.length < bytes.length) {
                forms.put(coding, Buffer.buffer(form));
            }
        });
        return new Asset(type, Digest.of(bytes), lasting, forms);
    }

    /// The bytes of one of its forms.
    Buffer in(Coding form) {
        Buffer bytes = forms.get(form);
        if (bytes == null) {
            throw new IllegalArgumentException("Expected one of the forms " + forms.keySet() + ", got " + form);
        }
        return bytes;
    }

    /// The strong validator of one of its forms; their bytes differ, so they must not share one.
    String etag(Coding form) {
        return '"' + tag + form.mark() + '"';
    }

    String cacheControl() {
        return lasting ? "public, max-age=31536000, immutable" : "no-cache";
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
