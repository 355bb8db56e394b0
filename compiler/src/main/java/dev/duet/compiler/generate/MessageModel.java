package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.DescriptorProto;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A message type.
final class MessageModel {
    /// A constructor has at most 255 slots, of which `this` and the unknown fields take one each.
    private static final int MAX_RECORD_SLOTS = 253;

    /// With more fields than this, a decoder's local variables would make its method too large.
    private static final int MAX_LOCALS = 60;

    final DescriptorProto proto;
    final String fullName;
    final ClassName className;
    final String comment;

    /// The message around this one, or null.
    final MessageModel outer;

    final List<FieldModel> fields = new ArrayList<>();
    final List<OneofModel> oneofs = new ArrayList<>();
    final List<MessageModel> messages = new ArrayList<>();
    final List<EnumModel> enums = new ArrayList<>();
    final List<ExtensionModel> extensions = new ArrayList<>();

    /// Names of nested types that Duet adds, none of them taken by a type of the proto file.
    String builder;

    String wire;
    String type;

    MessageModel(
            DescriptorProto proto,
            String fullName,
            ClassName className,
            String comment,
            MessageModel outer) {
        this.proto = proto;
        this.outer = outer;
        this.fullName = fullName;
        this.className = className;
        this.comment = comment;
    }

    boolean isDeprecated() {
        return proto.getOptions().getDeprecated();
    }

    /// Whether it or a message around it should not be used any more.
    boolean isDeprecatedInside() {
        return isDeprecated() || outer != null && outer.isDeprecatedInside();
    }

    boolean isMessageSet() {
        return proto.getOptions().getMessageSetWireFormat();
    }

    boolean isExtendable() {
        return proto.getExtensionRangeCount() > 0;
    }

    /// Whether it has too many fields for a record.
    boolean isClass() {
        int slots = 0;
        for (Component component : components()) {
            slots += component.isTwoSlots() ? 2 : 1;
        }
        return slots > MAX_RECORD_SLOTS;
    }

    /// Whether it is decoded by way of its builder.
    boolean isWide() {
        return fields.size() > MAX_LOCALS;
    }

    /// The record components but the unknown fields, in the order of the proto file; a oneof stands
    /// where its first member is declared.
    List<Component> components() {
        var result = new ArrayList<Component>();
        for (FieldModel field : fields) {
            if (!field.isMember()) {
                result.add(new Component.OfField(field));
            } else if (field.oneof.members.getFirst() == field) {
                result.add(new Component.OfOneof(field.oneof));
            }
        }
        return result;
    }

    /// Whether a message of this type can be incomplete, itself or inside.
    boolean hasRequired(Set<MessageModel> visited) {
        if (!visited.add(this)) {
            return false;
        }
        for (FieldModel field : fields) {
            FieldModel value = field.isMap() ? field.value : field;
            if (field.shape == FieldModel.Shape.REQUIRED
                    || value.message != null && value.message.hasRequired(visited)) {
                return true;
            }
        }
        return false;
    }
}
