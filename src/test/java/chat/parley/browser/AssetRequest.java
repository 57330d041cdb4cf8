package chat.parley.browser;

import chat.parley.kit.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;

/// A pod's response to a browser that requests a file in one encoding and may have a copy.
/// @param body compares by content
record AssetRequest(int status, String tag, String cacheControl, ByteBuffer body) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Requests the file without a copy.
    static AssetRequest first(Pod pod, String path, String encoding) throws IOException, InterruptedException {
        return answer(request(pod, path, encoding));
    }

    /// Requests the file again with this copy, which is completely fresh.
    AssetRequest again(Pod pod, String path, String encoding) throws IOException, InterruptedException {
        return answer(request(pod, path, encoding)
                .header("If-None-Match", tag)
                .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"));
    }

    private static HttpRequest.Builder request(Pod pod, String path, String encoding) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + path))
                .header("Accept-Encoding", encoding);
    }

    private static AssetRequest answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new AssetRequest(
                answer.statusCode(),
                header(answer, "ETag"),
                header(answer, "Cache-Control"),
                ByteBuffer.wrap(answer.body()));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
