package chat.parley.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Makes two builds of one commit byte-identical: renumbers generated names (`proxykey7`) in file order, and
/// fixes the timestamp and digest in the component list.
///
/// The framework numbers these names in the order in which its build threads run. This is a single-file
/// program that runs after the framework's build; its arguments are the build folder and the timestamp to
/// write. Without the generated jar it does nothing.
final class Reproducible {
    private static final Pattern NUMBERED = Pattern.compile("proxykey\\d+");
    private static final Pattern TIME = Pattern.compile("(\"timestamp\" ?: ?)\"[^\"]*\"");
    private static final List<String> DIGESTS =
            List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512");
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final Map<String, String> names = new HashMap<>();

    private Reproducible() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0], "quarkus-app", "quarkus", "generated-bytecode.jar");
        if (Files.exists(jar)) {
            byte[] numbered = Files.readAllBytes(jar);
            byte[] renumbered = new Reproducible().jar(numbered);
            Files.write(jar, renumbered);
            tell(Path.of(args[0], "quarkus-run-cyclonedx.json"), args[1], numbered, renumbered);
        }
    }

    private byte[] jar(byte[] numbered) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        Map<String, ZipEntry> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(numbered))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), entry);
                contents.put(entry.getName(), in.readAllBytes());
            }
        }
        ByteArrayOutputStream renumbered = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(renumbered)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                String name = content.getKey();
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(entries.get(name).getTimeLocal());
                out.putNextEntry(entry);
                out.write(name.endsWith(".class") ? type(content.getValue()) : content.getValue());
                out.closeEntry();
            }
        }
        return renumbered.toByteArray();
    }

    /// Returns the class with its constants renamed (JVMS section 4.4); everything else refers to them by index.
    private byte[] type(byte[] numbered) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(numbered));
        ByteArrayOutputStream renumbered = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(renumbered);
        out.writeLong(in.readLong());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(name(in.readUTF()));
            } else {
                out.write(in.readNBytes(length(tag)));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
        in.transferTo(out);
        return renumbered.toByteArray();
    }

    private String name(String constant) {
        return NUMBERED.matcher(constant).matches()
                ? names.computeIfAbsent(constant, _ -> "proxykey" + names.size())
                : constant;
    }

    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            default -> throw new IllegalArgumentException("expected a constant of JVMS table 4.4-A, got tag " + tag);
        };
    }

    private static void tell(Path list, String time, byte[] numbered, byte[] renumbered) throws IOException {
        if (!Files.exists(list)) {
            return;
        }
        String told = TIME.matcher(Files.readString(list)).replaceAll("$1\"" + time + "\"");
        for (String digest : DIGESTS) {
            told = told.replace(digest(digest, numbered), digest(digest, renumbered));
        }
        Files.writeString(list, told);
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected " + algorithm + ", which CycloneDX lists, in this JDK", e);
        }
    }
}
