package chat.parley.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Rows as one array for each column, which a statement takes as parameters and joins again by `unnest`: one
/// statement for any number of rows.
final class Columns<T> {

    private final List<T> rows;
    private final List<Object> arrays = new ArrayList<>();

    Columns(List<T> rows) {
        this.rows = rows;
    }

    Columns<T> texts(Function<T, @Nullable String> value) {
        @Nullable String[] array = new String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        arrays.add(array);
        return this;
    }

    Columns<T> numbers(ToLongFunction<T> value) {
        Long[] array = new Long[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.applyAsLong(rows.get(i));
        }
        arrays.add(array);
        return this;
    }

    Columns<T> flags(Function<T, Boolean> value) {
        Boolean[] array = new Boolean[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        arrays.add(array);
        return this;
    }

    List<Object> arrays() {
        return arrays;
    }
}
