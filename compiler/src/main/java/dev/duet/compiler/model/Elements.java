package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// All elements of a file in one list.
public final class Elements {
    private Elements() {}

    /// The file and everything in it, outside before inside.
    public static List<Element> of(ProtoFile file) {
        List<Element> all = new ArrayList<>();
        all.add(file);
        for (MessageType message : file.messages) {
            add(message, all);
        }
        for (EnumType type : file.enums) {
            add(type, all);
        }
        for (Service service : file.services) {
            all.add(service);
            all.addAll(service.methods);
        }
        all.addAll(file.extensions);
        return all;
    }

    private static void add(MessageType message, List<Element> all) {
        all.add(message);
        all.addAll(message.fields);
        all.addAll(message.oneofs);
        for (MessageType nested : message.messages) {
            add(nested, all);
        }
        for (EnumType type : message.enums) {
            add(type, all);
        }
        all.addAll(message.extensionRanges);
        all.addAll(message.extensions);
    }

    private static void add(EnumType type, List<Element> all) {
        all.add(type);
        all.addAll(type.values);
    }
}
