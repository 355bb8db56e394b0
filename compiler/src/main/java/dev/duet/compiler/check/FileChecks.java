package dev.duet.compiler.check;

import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.syntax.Problems;

/// Rules for files as a whole, and for services.
final class FileChecks {
    private static final int LITE_RUNTIME = 3;

    private final Problems problems;

    FileChecks(Problems problems) {
        this.problems = problems;
    }

    void check(ProtoFile file) {
        if (!file.edition.isLegacy()) {
            checkFeatures(file);
        }
        if (isLite(file)) {
            return;
        }
        for (Import statement : file.imports) {
            if (isLite(statement.file)) {
                problems.error(
                        statement.at,
                        "Files that do not use optimize_for = LITE_RUNTIME cannot import files "
                                + "which do use this option.  This file is not lite, but it "
                                + "imports \""
                                + statement.name
                                + "\" which is.");
                return;
            }
        }
    }

    private void checkFeatures(ProtoFile file) {
        if (file.features.fieldPresence() == Features.LEGACY_REQUIRED) {
            problems.error(
                    at(file, "features"), "Required presence can't be specified by default.");
        }
        if (file.flag(OptionNumbers.JAVA_STRING_CHECK_UTF8)) {
            problems.error(
                    at(file, "java_string_check_utf8"),
                    "File option java_string_check_utf8 is not allowed under editions. Use the "
                            + "(pb.java).utf8_validation feature to control this behavior.");
        }
    }

    void check(Service service) {
        ProtoFile file = service.file;
        if (isLite(file)
                && (file.flag(OptionNumbers.CC_GENERIC_SERVICES)
                        || file.flag(OptionNumbers.JAVA_GENERIC_SERVICES))) {
            problems.error(
                    service.nameAt,
                    "Files with optimize_for = LITE_RUNTIME cannot define services unless you set "
                            + "both options cc_generic_services and java_generic_services to "
                            + "false.");
        }
    }

    static boolean isLite(ProtoFile file) {
        return file.optionValues != null
                && file.optionValues.number(OptionNumbers.OPTIMIZE_FOR, 0) == LITE_RUNTIME;
    }

    private static int at(ProtoFile file, String option) {
        for (OptionStatement statement : file.options) {
            if (statement.startsWith(option)) {
                return statement.nameAt();
            }
        }
        return -1;
    }
}
