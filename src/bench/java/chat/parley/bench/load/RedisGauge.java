package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// What a Redis has done so far, as it reports itself (`INFO`).
/// @param commands executed, including those within scripts
/// @param scripts called
/// @param cpu seconds of its process
record RedisGauge(long commands, long scripts, double cpu) {

    static RedisGauge of(int port) throws IOException {
        String info = info(port);
        return new RedisGauge(
                (long) number(info, "total_commands_processed:"),
                (long) number(info, "cmdstat_evalsha:calls=") + (long) number(info, "cmdstat_eval:calls="),
                number(info, "used_cpu_user:") + number(info, "used_cpu_sys:"));
    }

    RedisGauge minus(RedisGauge earlier) {
        return new RedisGauge(commands - earlier.commands, scripts - earlier.scripts, cpu - earlier.cpu);
    }

    private static double number(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(
                        line -> Double.parseDouble(line.substring(name.length()).split("[^0-9.]", 2)[0]))
                .findFirst()
                .orElse(0);
    }

    private static String info(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("INFO all\r\n".getBytes(UTF_8));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder size = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("--redis: expected INFO's answer of port " + port);
                }
                size.append((char) c);
            }
            byte[] answer = new byte[Integer.parseInt(size.substring(1).strip())];
            in.readFully(answer);
            return new String(answer, UTF_8);
        }
    }
}
