package dev.duet.json;

import java.util.ArrayList;
import java.util.List;

/// Where in a message the reader or the writer is: names of fields, indexes, keys of maps.
final class JsonPath {
    /// Messages in messages, lists in lists: as deep as the decoder of the wire format goes.
    static final int MAX_DEPTH = 100;

    private final List<Object> steps = new ArrayList<>();
    private int depth;

    /// Goes to a field (a name) or to an element (an index).
    void enter(Object step) {
        steps.add(step);
    }

    void enterKey(String key) {
        steps.add(new Key(key));
    }

    void leave() {
        steps.removeLast();
    }

    /// Counts a level of nesting.
    ///
    /// @return whether that is one too many
    boolean isTooDeep() {
        return ++depth > MAX_DEPTH;
    }

    void rise() {
        depth--;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof String name) {
                text.append(text.isEmpty() ? "" : ".").append(name);
            } else {
                text.append('[').append(step).append(']');
            }
        }
        return text.toString();
    }

    private record Key(String key) {
        @Override
        public String toString() {
            return '"' + key + '"';
        }
    }
}
