package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a proto file says about its elements, found by their paths in the descriptor.
final class Comments {
    private final Map<List<Integer>, String> byPath = new HashMap<>();

    Comments(FileDescriptorProto file) {
        for (Location location : file.getSourceCodeInfo().getLocationList()) {
            String text =
                    location.getLeadingComments().isBlank()
                            ? location.getTrailingComments()
                            : location.getLeadingComments();
            if (!text.isBlank()) {
                byPath.putIfAbsent(location.getPathList(), text);
            }
        }
    }

    /// The comment of an element, empty if there is none.
    String at(List<Integer> path) {
        return byPath.getOrDefault(path, "");
    }

    static List<Integer> path(List<Integer> parent, int field, int index) {
        var path = new ArrayList<>(parent);
        path.add(field);
        path.add(index);
        return path;
    }
}
