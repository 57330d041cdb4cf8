package chat.parley.bench.micro;

import chat.parley.protocol.Command;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.Empty;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.MessageBody;
import chat.parley.protocol.User;
import chat.parley.protocol.WireLimits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The codec's cost per message, which is paid once, however many receive it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBench {
    private static final String SEND =
            "{\"op\":\"send\",\"ref\":\"7\",\"room\":\"bench\",\"cid\":\"a-1\",\"text\":\"" + "x".repeat(100) + "\"}";
    private static final User SENDER = new User("aaaaaaaaaaaaaaaaaaaa", "Guest 4821");

    private final CommandReader reader = new CommandReader(new WireLimits(65_536, 16_384, 8_192, 16));
    private final FrameWriter writer = new FrameWriter();
    private final Command.Send send = (Command.Send) reader.read(SEND);

    /// A `send` of 100 characters, from text to command.
    @Benchmark
    public Command readSend() {
        return reader.read(SEND);
    }

    /// The event of a message except its place in the room, from command to text.
    @Benchmark
    public String writeMessage() {
        return MessageBody.of(SENDER, send).fields();
    }

    /// The smallest reply.
    @Benchmark
    public byte[] writeReply() {
        return writer.ok("7", new Empty());
    }
}
