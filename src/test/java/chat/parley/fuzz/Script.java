package chat.parley.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Everything that one client sends after its hello, fixed by a seed, and how it has to end: mutated frames,
/// some dropped, repeated or swapped, up to the first that ends the connection. A script without an error
/// ends with a close frame.
/// @param frames how many frames of a client it was made of
/// @param code the close code that answers it
/// @param tokens whether an invalid token may end it earlier, with 4501
@SuppressWarnings("ArrayRecordComponent")
record Script(byte[] bytes, int frames, int code, boolean tokens) {

    private static final int NORMAL = 1000;

    /// @param most frames, unless one ends it earlier
    /// @param wildEach one in so many is damaged; 0 for none
    static Script of(long seed, int most, int wildEach) {
        Random random = new Random(seed);
        Commands commands = new Commands(random);
        Mutations mutations = new Mutations(random);
        Judge judge = new Judge();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int frames = 0;
        while (frames < most && judge.code() == Judge.OPEN) {
            boolean wild = wildEach > 0 && random.nextInt(wildEach) == 0;
            List<byte[]> next = wild ? disordered(mutations, commands, random) : mutations.tame(commands.next());
            for (byte[] frame : next) {
                if (judge.code() == Judge.OPEN) {
                    judge.hears(frame);
                    bytes.writeBytes(frame);
                    frames++;
                }
            }
        }
        farewell(judge, bytes);
        return new Script(bytes.toByteArray(), frames, judge.code(), judge.tokens());
    }

    /// One damaged frame, or valid ones of which one is missing, duplicated or out of place.
    private static List<byte[]> disordered(Mutations mutations, Commands commands, Random random) {
        if (random.nextInt(4) > 0) {
            return List.of(mutations.wild(commands.next()));
        }
        List<byte[]> frames = new ArrayList<>(mutations.tame(commands.next()));
        int at = random.nextInt(frames.size());
        switch (random.nextInt(3)) {
            case 0 -> frames.remove(at);
            case 1 -> frames.add(at, frames.get(at));
            default -> frames.add(frames.remove(at));
        }
        return frames;
    }

    /// Completes what was begun, and sends a close frame.
    private static void farewell(Judge judge, ByteArrayOutputStream bytes) {
        while (judge.code() == Judge.OPEN) {
            byte[] last = judge.missing() > 0 ? new byte[judge.missing()] : Octets.close(NORMAL);
            judge.hears(last);
            bytes.writeBytes(last);
        }
    }
}
