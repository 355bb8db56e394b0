package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The names of the types that a file can use: its own and those of its imports, and of theirs.
/// What else is compiled in the same run makes no difference to the Java of the file.
///
/// @param unnamed the types of the unnamed package: their names cannot be qualified, no nested type
///   may take one of them
/// @param types the simple names of all messages and enums: a constant of that name would be taken
///   for the type
record UsableNames(Set<String> unnamed, Set<String> types) {

    /// Collects them.
    ///
    /// @param files all files by name
    /// @param isUnnamed whether the Java of a file is in the unnamed package
    static UsableNames of(
            FileDescriptorProto file,
            Map<String, FileDescriptorProto> files,
            Predicate<FileDescriptorProto> isUnnamed) {
        var names = new UsableNames(new HashSet<>(), new HashSet<>());
        Set<String> seen = new HashSet<>(Set.of(file.getName()));
        Deque<FileDescriptorProto> open = new ArrayDeque<>(List.of(file));
        while (!open.isEmpty()) {
            FileDescriptorProto next = open.pop();
            names.add(next, isUnnamed.test(next));
            for (String name : next.getDependencyList()) {
                FileDescriptorProto imported = files.get(name);
                if (imported != null && seen.add(name)) {
                    open.push(imported);
                }
            }
        }
        return names;
    }

    private void add(FileDescriptorProto file, boolean inUnnamed) {
        if (inUnnamed) {
            file.getMessageTypeList()
                    .forEach(message -> unnamed.add(Names.declaredType(message.getName())));
            file.getEnumTypeList().forEach(type -> unnamed.add(Names.declaredType(type.getName())));
        }
        file.getEnumTypeList().forEach(this::add);
        file.getMessageTypeList().forEach(this::add);
    }

    private void add(DescriptorProto message) {
        types.add(Names.declaredType(message.getName()));
        message.getEnumTypeList().forEach(this::add);
        message.getNestedTypeList().forEach(this::add);
    }

    private void add(EnumDescriptorProto type) {
        types.add(Names.declaredType(type.getName()));
    }
}
