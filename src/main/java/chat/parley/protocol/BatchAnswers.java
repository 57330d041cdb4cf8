package chat.parley.protocol;

import java.util.List;

/// The answers of a batch of messages over HTTP, in its order (protocol.md section 12).
public record BatchAnswers(List<Answer> answers) {

    /// Of one message.
    public sealed interface Answer permits Done, Refused {}

    /// It was carried out: `{ok}`.
    public record Done(Ok ok) implements Answer {}

    /// It was refused: `{error}`.
    public record Refused(Problem problem) implements Answer {}

    public BatchAnswers {
        answers = List.copyOf(answers);
    }
}
