package dev.duet.compiler.link;

import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ReservedRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds field numbers that are not taken, for suggestions.
final class FreeNumbers {
    private static final long LIBRARY_FIRST = 19000;
    private static final long LIBRARY_LAST = 19999;

    private record Range(long first, long last) {}

    private FreeNumbers() {}

    /// The lowest number that a new field of a message may have, as a sentence without its end.
    static String nextIn(MessageType message) {
        List<Range> taken = new ArrayList<>();
        taken.add(new Range(LIBRARY_FIRST, LIBRARY_LAST));
        for (Field field : message.fields) {
            taken.add(new Range(field.number, field.number));
        }
        for (ExtensionRange range : message.extensionRanges) {
            taken.add(new Range(range.start, range.end - 1L));
        }
        for (ReservedRange range : message.reservedRanges) {
            taken.add(new Range(range.start, range.end - 1L));
        }
        taken.sort(Comparator.comparingLong(Range::first));
        long next = 1;
        for (Range range : taken) {
            if (range.first() > next) {
                break;
            }
            next = Math.max(next, range.last() + 1);
        }
        return next <= NumberChecks.MAX_FIELD_NUMBER
                ? "Next available field number is " + next
                : "There are no available field numbers";
    }
}
