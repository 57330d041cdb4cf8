package chat.parley.day;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// Devices go and come; people leave public groups and enter others, one in each group at a time: who came first counts
/// when an owner leaves.
final class Wandering {
    private final Village village;
    private final Luck luck;
    private final List<Book> groups;

    Wandering(Village village, Luck luck, List<Book> groups) {
        this.village = village;
        this.luck = luck;
        this.groups = groups;
    }

    /// All at once.
    void round() {
        Set<Book> taken = new HashSet<>();
        List<Callable<List<Deed>>> tasks = new ArrayList<>();
        for (Person person : village.people()) {
            int what = luck.below(10);
            Device one = luck.any(person.devices());
            Book book = luck.any(groups);
            if (what < 5) {
                tasks.add(() -> turns(one, what < 3));
            } else if (book.isPublic() && taken.add(book)) {
                tasks.add(() -> moves(person, book));
            }
        }
        village.round(tasks);
        village.everybodyAgrees();
    }

    private List<Deed> turns(Device device, boolean away) {
        if (device.online() && away) {
            device.vanishes();
        } else if (!device.online()) {
            device.comes(village.pod());
        }
        return List.of();
    }

    private static List<Deed> moves(Person person, Book book) {
        Device device = person.device(0).orElse(null);
        if (device == null || book.banned().contains(person.id())) {
            return List.of();
        }
        if (book.members().containsKey(person.id())) {
            device.does("leave", "room", book.room());
            return List.of(Deed.passing(book.room(), () -> book.leaves(person.id())));
        }
        device.does("join", "room", book.room());
        return List.of(Deed.passing(book.room(), () -> book.joins(person.id(), "member")));
    }
}
