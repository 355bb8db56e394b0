package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// A oneof: a sealed interface with a record for each member.
final class OneofModel {
    final String protoName;

    /// The record component.
    String component;

    final ClassName className;
    final String comment;
    final List<FieldModel> members = new ArrayList<>();

    OneofModel(String protoName, ClassName className, String comment) {
        this.protoName = protoName;
        this.className = className;
        this.comment = comment;
    }
}
