package chat.parley.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
        topics.takeLeaving(1);
        topics.forgetAsked("a"::equals);
        topics.want(new TopicSubscription("a", _ -> {}));
        topics.take();
        topics.asked("a");
        assertTrue(topics.answered("a"));
    }

    @Test
    void topicsAreUnsubscribedInSlices() {
        List<String> three = List.of("a", "b", "c");
        three.forEach(this::subscribed);
        assertTrue(topics.unwant("a"), "the first asks for a slice");
        assertFalse(topics.unwant("b"));
        assertFalse(topics.unwant("c"));
        assertEquals(List.of("a", "b"), topics.takeLeaving(2));
        assertTrue(topics.hasLeaving());
        assertEquals(List.of("c"), topics.takeLeaving(2));
        assertFalse(topics.hasLeaving());
    }

    @Test
    void topicThatIsWantedAgainStaysSubscribed() {
        subscribed("a");
        topics.unwant("a");
        topics.want(new TopicSubscription("a", _ -> {}));
        assertEquals(List.of(), topics.takeLeaving(1), "it may still be given up in this turn");
        assertTrue(topics.hasLeaving());
        topics.take();
        assertEquals(List.of(), topics.takeLeaving(1));
        assertFalse(topics.hasLeaving());
    }

    @Test
    void topicGivenUpAgainInTheSameTurnIsUnsubscribed() {
        subscribed("a");
        topics.unwant("a");
        topics.want(new TopicSubscription("a", _ -> {}));
        topics.unwant("a");
        assertEquals(List.of("a"), topics.takeLeaving(1));
    }

    @Test
    void lostConnectionLeavesNothingToUnsubscribe() {
        subscribed("a");
        topics.unwant("a");
        topics.lost();
        assertFalse(topics.hasLeaving());
    }

    private void subscribed(String topic) {
        TopicSubscription subscription = new TopicSubscription(topic, _ -> {});
        topics.want(subscription);
        topics.take();
        topics.asked(topic);
        topics.answered(topic);
        subscription.confirm();
    }
}
