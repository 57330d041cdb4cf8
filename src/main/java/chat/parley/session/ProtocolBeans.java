package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.WireLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Produces the reader and the writer of frames, which do not depend on configuration.
final class ProtocolBeans {

    private ProtocolBeans() {}

    @Produces
    @Singleton
    static CommandReader reader(LimitsConfig limits) {
        return new CommandReader(new WireLimits(
                (int) limits.frameSize().asLongValue(),
                (int) limits.textSize().asLongValue(),
                (int) limits.dataSize().asLongValue(),
                limits.jsonDepth()));
    }

    @Produces
    @Singleton
    static FrameWriter writer() {
        return new FrameWriter();
    }
}
