package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;

final class Micro {
    private Micro() {}

    static void measure(Path report) throws IOException {}
}
