package chat.parley.api;

import chat.parley.failure.Problems;
import chat.parley.protocol.BatchAnswers;
import chat.parley.protocol.Ok;
import io.vertx.core.Future;

/// The answer of one message of a batch: it never fails, since its neighbours have theirs.
final class BatchAnswer {

    private BatchAnswer() {}

    static Future<BatchAnswers.Answer> of(Future<Ok> sent) {
        return sent.<BatchAnswers.Answer>map(BatchAnswers.Done::new)
                .recover(failure -> Future.succeededFuture(new BatchAnswers.Refused(Problems.ofRequest(failure))));
    }
}
