package chat.parley.boot;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `helm lint`, `helm package` and `helm template` of the chart, with many files of values. It is a process of
/// its own: Helm is a library written in Go, whose runtime would handle signals that the tests' JVM needs.
final class HelmTemplate {
    /// Helm has no library for this machine.
    static final int NO_LIBRARY = 3;
    static final String NAMESPACE = "chats";
    /// What the packed chart renders to without values.
    static final String PACKED = "packed";

    private static final Path CHART = Path.of("k8s", "helm");

    private HelmTemplate() {}

    /// Writes what each file renders to, or why it is refused, into `<name>.rendered` or `<name>.refused`.
    public static void main(String... words) throws IOException {
        Path to = Path.of(words[0]);
        try {
            LintResult lint = new Helm(CHART).lint().strict().call();
            if (lint.isFailed()) {
                throw new IllegalStateException(lint.getMessages().toString());
            }
            new Helm(CHART).packageIt().withDestination(to).call();
            write(to, PACKED, template(to.resolve("parley-1.0.0.tgz")));
        } catch (LinkageError missing) {
            System.err.println(missing);
            System.exit(NO_LIBRARY);
        }
        for (String word : List.of(words).subList(1, words.length)) {
            Path values = Path.of(word);
            String name = values.getFileName().toString().replace(".yaml", "");
            write(to, name, template(CHART).withValuesFile(values));
        }
    }

    private static TemplateCommand template(Path chart) {
        return new Helm(chart)
                .template()
                .withName("parley")
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.30.0");
    }

    private static void write(Path to, String name, TemplateCommand template) throws IOException {
        try {
            Files.writeString(to.resolve(name + ".rendered"), template.call());
        } catch (IllegalStateException refused) {
            Files.writeString(to.resolve(name + ".refused"), String.valueOf(refused.getMessage()));
        }
    }
}
