package dev.duet.compiler.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Paths of source locations that go away with what stands there.
final class SourcePaths {
    private final List<int[]> paths = new ArrayList<>(0);

    void add(int[] path) {
        paths.add(path);
    }

    /// Whether a path is one of these or goes on from one of these.
    boolean cover(int[] path) {
        for (int[] start : paths) {
            if (path.length >= start.length
                    && Arrays.equals(path, 0, start.length, start, 0, start.length)) {
                return true;
            }
        }
        return false;
    }

    /// A path with one part more.
    static int[] join(int[] path, int part) {
        int[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = part;
        return longer;
    }
}
