package chat.parley.bench.load;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void framesComeWholeWhereverTheReadsEnd() {
        byte[] bytes = served("one", "x".repeat(125), "y".repeat(126), "z".repeat(70_000), "", "last");
        List<String> all = List.of("one", "x".repeat(125), "y".repeat(126), "z".repeat(70_000), "", "last");
        for (int cut = 0; cut <= 400; cut++) {
            heard.clear();
            Client client = new Client(0, 0);
            read(client, bytes, 0, cut);
            read(client, bytes, cut, cut + 1);
            read(client, bytes, cut + 1, bytes.length);
            assertEquals(all, heard, "cut at " + cut);
            assertEquals(0, client.restLength());
        }
    }

    @Test
    void framesComeWholeByteByByte() {
        byte[] bytes = served("one", "y".repeat(300), "last");
        Client client = new Client(0, 0);
        for (int i = 0; i < bytes.length; i++) {
            read(client, bytes, i, i + 1);
        }
        assertEquals(List.of("one", "y".repeat(300), "last"), heard);
    }

    @Test
    void aMaskedOrFragmentedFrameIsRefused() {
        assertThrows(
                IllegalStateException.class, () -> read(new Client(0, 0), new byte[] {(byte) 0x81, (byte) 0x80}, 0, 2));
        assertThrows(IllegalStateException.class, () -> read(new Client(0, 0), new byte[] {0x01, 0x01, 'a'}, 0, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 125, 126, 127, 65_535, 65_536})
    void whatIsSaidIsMaskedAndReadableForTheServer(int length) {
        ByteBuffer out = ByteBuffer.allocate(length + 14).order(LITTLE_ENDIAN);
        byte[] text = "abcdefg".repeat(length / 7 + 1).substring(0, length).getBytes(UTF_8);
        FrameCodec.write(out, FrameCodec.TEXT, ByteBuffer.wrap(text).order(LITTLE_ENDIAN), 0x89abcdef);
        out.flip();
        ServerFrame frame = ServerFrame.read(out);
        assertEquals(FrameCodec.TEXT, frame.opcode());
        assertArrayEquals(text, frame.payload());
        assertEquals(0, out.remaining());
    }

    private void read(Client client, byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.allocate(1 << 17).order(LITTLE_ENDIAN);
        client.putRest(in);
        in.put(bytes, from, to - from).flip();
        FrameCodec.each(in, client, (whose, opcode, where, begin, length) -> {
            byte[] payload = new byte[length];
            where.get(begin, payload);
            heard.add(new String(payload, UTF_8));
        });
        client.keepRest(in);
    }

    private static byte[] served(String... texts) {
        ByteBuffer out = ByteBuffer.allocate(1 << 17);
        for (String text : texts) {
            ServerFrame.write(out, text.getBytes(UTF_8));
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }
}
