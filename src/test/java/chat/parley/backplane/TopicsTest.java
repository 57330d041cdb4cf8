package chat.parley.backplane;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What one connection has subscribed to.
final class TopicsTest {
    private final Topics topics = new Topics();

    @Test
    void onlyTheLastConfirmationCounts() {
        topics.asked("a");
        topics.asked("a");
        assertFalse(topics.answered("a"));
        assertTrue(topics.answered("a"));
    }

    @Test
    void topicRefusedAfterMovingCanBeRequestedAgain() {
        topics.want(new TopicSubscription("a", _ -> {}));
        topics.take();
        topics.asked("a");
        topics.unwant("a");
        topics.forgetAsked("a"::equals);
        topics.want(new TopicSubscription("a", _ -> {}));
        topics.take();
        topics.asked("a");
        assertTrue(topics.answered("a"));
    }
}
