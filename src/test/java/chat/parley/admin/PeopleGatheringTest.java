package chat.parley.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PeopleGatheringTest {

    private static final PersonHere ADA = new PersonHere("ada2222222222222", "Ada B  Byron", 2, 7_000, 3);

    private static List<PersonHere> people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new PersonHere("user%012d".formatted(i), "User", 1, 1, 1))
                .toList();
    }

    @Test
    void questionAndAnswerRoundTrip() {
        PeopleAsk ask = new PeopleAsk("1", "pod-1", Optional.of(ADA.id()), "a b\nc ");
        assertEquals(Optional.of(ask), PeopleAsk.read(ask.text()));
        PeopleAsk all = new PeopleAsk("1", "pod-1", Optional.empty(), "");
        assertEquals(Optional.of(all), PeopleAsk.read(all.text()));
        PeopleAnswer answer = new PeopleAnswer("1", "pod-1", List.of(ADA));
        assertEquals(Optional.of(answer), PeopleAnswer.read(answer.text()));
    }

    @Test
    void whatAnotherReleaseSaysIsIgnored() {
        assertEquals(Optional.empty(), PeopleAsk.read("rooms 1 pod-1\n"));
        assertEquals(Optional.empty(), PeopleAsk.read(""));
        assertEquals(Optional.empty(), PeopleAnswer.read("rooms 1 pod-1"));
        assertEquals(Optional.empty(), PeopleAnswer.read(""));
    }

    @Test
    void oneUserOnTwoPodsIsOneLine() {
        PeopleGathering gathering = new PeopleGathering(Set.of("pod-2", "pod-1"));
        gathering.add(new PeopleAnswer("1", "pod-2", List.of(ADA)));
        assertFalse(gathering.page().isComplete(), "a pod has not answered");
        gathering.add(new PeopleAnswer("1", "pod-1", List.of(new PersonHere(ADA.id(), "Ada", 1, 5_000, 4))));
        assertEquals(
                new PeoplePage(
                        List.of(new ConnectedPerson(ADA.id(), ADA.name(), List.of("pod-1", "pod-2"), 3, 5_000, 4)),
                        List.of(),
                        Optional.empty()),
                gathering.page().result());
    }

    @Test
    void podThatDoesNotAnswerIsNamed() {
        PeopleGathering gathering = new PeopleGathering(Set.of("pod-1", "pod-2"));
        gathering.add(new PeopleAnswer("1", "pod-1", List.of()));
        gathering.end();
        assertEquals(List.of("pod-2"), gathering.page().result().silent());
    }

    /// Each pod sends the first of its own behind the cursor, so their first are the first of all.
    @Test
    void pagesOverTwoPodsHaveEverybodyOnce() {
        List<PersonHere> one = people(0, 120);
        List<PersonHere> other = people(60, 200);
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String after = cursor.get();
            PeopleGathering gathering = new PeopleGathering(Set.of("pod-1", "pod-2"));
            List.of("pod-1", "pod-2")
                    .forEach(pod -> gathering.add(new PeopleAnswer(
                            "1",
                            pod,
                            (pod.equals("pod-1") ? one : other)
                                    .stream()
                                            .filter(person -> person.id().compareTo(after) > 0)
                                            .limit(PeopleGathering.PAGE + 1L)
                                            .toList())));
            PeoplePage page = gathering.page().result();
            assertTrue(page.users().size() <= PeopleGathering.PAGE);
            page.users().forEach(user -> {
                seen.add(user.id());
                int number = Integer.parseInt(user.id().substring("user".length()));
                assertEquals(number >= 60 && number < 120 ? 2 : 1, user.pods().size(), user::toString);
            });
            cursor = page.cursor();
        }
        assertEquals(people(0, 200).stream().map(PersonHere::id).toList(), seen);
    }
}
