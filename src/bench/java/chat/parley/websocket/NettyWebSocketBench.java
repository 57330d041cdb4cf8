package chat.parley.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The cost of the WebSocket: reading a client's frame, and handing one frame to a room of 1,000, without the
/// kernel.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NettyWebSocketBench {
    private static final int MEMBERS = 1000;
    private static final byte[] EVENT = ("{\"ev\":\"message\",\"room\":\"bench\",\"text\":\"" + "x".repeat(200) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);

    private final ByteBuf masked = ClientFrames.text("{\"op\":\"send\",\"text\":\"" + "x".repeat(100) + "\"}");
    private final Heard heard = new Heard();
    private final FrameDecoder reader = new FrameDecoder(65_536, heard);
    private final EmbeddedChannel[] channels = new EmbeddedChannel[MEMBERS];
    private final NettyWebSocket[] wires = new NettyWebSocket[MEMBERS];

    /// Keeps the last message, so that the JVM cannot drop the reading.
    private static final class Heard implements FrameDecoder.Sink {
        private String last = "";

        @Override
        public void message(String text) {
            last = text;
        }

        @Override
        public void ping(byte[] payload) {}

        @Override
        public boolean wantsMore() {
            return true;
        }
    }

    /// WebSockets as they are after the upgrade.
    @Setup
    public void open() {
        Arrays.setAll(channels, i -> new EmbeddedChannel());
        Arrays.setAll(wires, i -> NettyWebSocket.install(channels[i], 65_536, () -> {}));
        for (EmbeddedChannel channel : channels) {
            channel.writeOutbound(Unpooled.copiedBuffer("HTTP/1.1 101 Switching Protocols", StandardCharsets.US_ASCII));
            channel.releaseOutbound();
        }
    }

    /// A masked text frame of 122 bytes.
    @Benchmark
    public String readFrame() {
        reader.read(masked.readerIndex(0));
        return heard.last;
    }

    /// One event to one member of a room of 1,000: framed once, written and flushed for each.
    @Benchmark
    @OperationsPerInvocation(MEMBERS)
    public void tellRoom() {
        ByteBuf frame = FrameEncoder.text(EVENT);
        for (NettyWebSocket wire : wires) {
            wire.write(frame.retainedDuplicate());
        }
        frame.release();
        for (EmbeddedChannel channel : channels) {
            channel.runPendingTasks();
            channel.releaseOutbound();
        }
    }
}
