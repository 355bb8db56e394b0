package dev.duet.compiler.check;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.Elements;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionUse;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;

import java.util.List;

/// Runs all checks over a linked file.
public final class Validator {
    private final ProtoFile file;
    private final FileChecks files;
    private final MessageChecks messages;
    private final FieldChecks fields;
    private final MapChecks maps;
    private final FeatureChecks features;
    private final EnumChecks enums;
    private final EnumJsonChecks enumsInJson;
    private final Proto3Checks proto3;
    private final NamingStyle naming;
    private final VisibilityChecks visibility;
    private final LimitChecks limits;
    private final DeclarationChecks declarations;
    private final OptionUseChecks optionUses;

    /// Checks for one file.
    ///
    /// @param asked whether the file was asked for, not only imported
    public Validator(ProtoFile file, boolean asked) {
        this.file = file;
        this.files = new FileChecks(file.problems);
        this.messages = new MessageChecks(file.problems);
        this.fields = new FieldChecks(file.problems, asked);
        this.maps = new MapChecks(file.problems);
        this.features = new FeatureChecks(file.problems);
        this.enums = new EnumChecks(file.problems);
        this.enumsInJson = new EnumJsonChecks(file.problems);
        this.proto3 = new Proto3Checks(file.problems);
        this.naming = new NamingStyle(file.problems);
        this.visibility = new VisibilityChecks(file.problems);
        this.limits = new LimitChecks(file.problems);
        this.declarations = new DeclarationChecks(file.problems);
        this.optionUses = new OptionUseChecks(file.problems);
    }

    /// Checks everything in the file.
    ///
    /// @param uses the options in it
    public void validate(List<OptionUse> uses) {
        optionUses.check(uses);
        for (Element element : Elements.of(file)) {
            check(element);
        }
        visibility.check(file);
    }

    private void check(Element element) {
        boolean inProto3 = file.edition == Edition.PROTO3;
        features.checkKnown(element);
        optionUses.checkSupport(element);
        switch (element) {
            case ProtoFile f -> files.check(f);
            case MessageType message -> {
                messages.check(message);
                maps.check(message);
                if (inProto3) {
                    proto3.check(message);
                }
            }
            case Field field -> {
                fields.check(field);
                maps.check(field);
                features.check(field);
                if (field.isExtension) {
                    declarations.check(field);
                }
                if (inProto3) {
                    proto3.check(field);
                }
            }
            case EnumType type -> {
                enums.check(type);
                enumsInJson.check(type);
            }
            case Service service -> files.check(service);
            case Oneof _, EnumValue _, ExtensionRange _, Method _ -> {}
        }
        if (element.features.namingStyle() != Features.STYLE_LEGACY) {
            naming.check(element);
        }
        if (element.features.protoLimits() == Features.PROTO_LIMITS2026) {
            limits.check(element);
        }
    }
}
