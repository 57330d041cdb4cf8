package chat.parley.admin;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// One pod's answer to a [PeopleAsk]: a line that says which and whose, and one for each person, by their ids.
record PeopleAnswer(String ask, String pod, List<PersonHere> people) {

    private static final String KIND = "people";

    PeopleAnswer {
        people = List.copyOf(people);
    }

    String text() {
        StringJoiner text = new StringJoiner("\n");
        text.add(KIND + " " + ask + " " + pod);
        people.forEach(person -> text.add(person.text()));
        return text.toString();
    }

    /// Empty for what another release answers.
    static Optional<PeopleAnswer> read(String text) {
        List<String> lines = text.lines().toList();
        String[] words = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (words.length < 3 || !words[0].equals(KIND)) {
            return Optional.empty();
        }
        return Optional.of(new PeopleAnswer(
                words[1],
                words[2],
                lines.subList(1, lines.size()).stream().map(PersonHere::read).toList()));
    }
}
