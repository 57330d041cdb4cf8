package chat.parley.admin;

/// A user who is connected to one pod, as that pod tells the others.
///
/// @param since when their oldest connection there was opened, Unix milliseconds by the store's clock
record PersonHere(String id, String name, int connections, long since, int rooms) {

    String text() {
        return id + " " + connections + " " + since + " " + rooms + " " + name;
    }

    static PersonHere read(String text) {
        String[] words = text.split(" ", 5);
        if (words.length < 5) {
            throw new IllegalArgumentException("expected five words about a person, got \"" + text + "\"");
        }
        return new PersonHere(
                words[0], words[4], Integer.parseInt(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
    }
}
