package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Visibility;

/// Reads a file: the statements at the top, each construct by a parser of its own.
///
/// A statement that cannot be read is reported and skipped; the rest of the file is read all the
/// same.
public final class FileParser {
    private static final int PACKAGE = 2;
    private static final int DEPENDENCY = 3;
    private static final int MESSAGE = 4;
    private static final int ENUM = 5;
    private static final int SERVICE = 6;
    private static final int OPTIONS = 8;
    private static final int PUBLIC_DEPENDENCY = 10;
    private static final int WEAK_DEPENDENCY = 11;
    private static final int SYNTAX = 12;
    private static final int OPTION_DEPENDENCY = 15;

    private final Cursor cursor;
    private final ProtoFile file;
    private final OptionParser options;
    private final EnumParser enums;
    private final MessageParser messages;
    private final ServiceParser services;
    private int publicImports;
    private int weakImports;

    private FileParser(SourceText source) {
        var problems = new Problems(source);
        cursor = new Cursor(source, problems);
        file = new ProtoFile(source, problems);
        options = new OptionParser(cursor);
        var types = new TypeNameParser(cursor);
        var ranges = new RangeParser(cursor, options, file);
        enums = new EnumParser(cursor, options, ranges);
        messages = new MessageParser(cursor, options, ranges, enums, types);
        services = new ServiceParser(cursor, options, types);
    }

    /// Reads a file. What is wrong with it is in its problems.
    public static ProtoFile parse(SourceText source) {
        var parser = new FileParser(source);
        parser.parse();
        return parser.file;
    }

    private void parse() {
        cursor.nextKeepingComments();
        Location root = cursor.open(null);
        file.locations = cursor.locations;
        try {
            syntax(root);
        } catch (SyntaxAbort _) {
            return;
        }
        while (!cursor.atEnd()) {
            try {
                statement(root);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
                if (cursor.at('}')) {
                    cursor.error("Unmatched \"}\".");
                    cursor.nextKeepingComments();
                }
            }
        }
        cursor.close(root);
    }

    private void syntax(Location root) {
        boolean edition = cursor.at("edition");
        if (!edition && !cursor.at("syntax")) {
            cursor.problems.warning(
                    -1,
                    "No edition or syntax specified for the proto file: "
                            + file.name
                            + ". Please use 'edition = \"YYYY\";'  to specify a valid edition "
                            + "version. (Defaulted to \"syntax = \"proto2\";\".)");
            return;
        }
        Location location = cursor.open(root, SYNTAX);
        cursor.consume(edition ? "edition" : "syntax");
        cursor.consume('=');
        int at = cursor.token.start;
        String version =
                cursor.consumeText(
                        edition ? "Expected edition identifier." : "Expected syntax identifier.");
        cursor.endDeclaration(';', location);
        cursor.close(location);
        Edition known = null;
        if (edition) {
            known = Edition.named(version);
        } else if (version.equals("proto2")) {
            known = Edition.PROTO2;
        } else if (version.equals("proto3")) {
            known = Edition.PROTO3;
        }
        if (known == null) {
            cursor.problems.error(
                    at,
                    edition
                            ? unknownEdition(version)
                            : "Unrecognized syntax identifier \""
                                    + version
                                    + "\".  This parser only "
                                    + "recognizes \"proto2\" and \"proto3\".");
            throw SyntaxAbort.INSTANCE;
        }
        file.edition = known;
    }

    private static String unknownEdition(String version) {
        return version.equals("UNSTABLE")
                ? "Edition UNSTABLE is later than the maximum supported edition 2026."
                : "Unknown edition \"" + version + "\".";
    }

    private void statement(Location root) {
        if (cursor.tryEndDeclaration(';', null)) {
            return;
        }
        if (cursor.at("import")) {
            importStatement(root);
        } else if (cursor.at("package")) {
            packageStatement(root);
        } else if (cursor.at("option")) {
            options.statement(file, root, OPTIONS);
        } else if (cursor.at("service")) {
            var service = new Service(file);
            Location location = cursor.open(root, SERVICE, file.services.size());
            file.services.add(service);
            services.definition(service, location);
        } else if (cursor.at("extend")) {
            messages.topLevelExtend(file, root);
        } else {
            type(root);
        }
    }

    private void type(Location root) {
        Visibility visibility = messages.visibility(file);
        if (cursor.at("message")) {
            var message = new MessageType(file);
            message.visibility = visibility;
            Location location = cursor.open(root, MESSAGE, file.messages.size());
            file.messages.add(message);
            messages.definition(message, location);
        } else if (cursor.at("enum")) {
            var type = new EnumType(file);
            type.visibility = visibility;
            Location location = cursor.open(root, ENUM, file.enums.size());
            file.enums.add(type);
            enums.definition(type, location);
        } else if (visibility != Visibility.UNSET) {
            throw cursor.fail(MessageParser.VISIBILITY_MISPLACED);
        } else {
            throw cursor.fail("Expected top-level statement (e.g. \"message\").");
        }
    }

    private void packageStatement(Location root) {
        if (!file.packageName.isEmpty()) {
            cursor.error("Multiple package definitions.");
        }
        file.packageAt = cursor.token.start;
        file.nameAt = cursor.token.start;
        Location location = cursor.open(root, PACKAGE);
        cursor.consume("package");
        var name = new StringBuilder();
        name.append(cursor.consumeIdentifier("Expected identifier."));
        while (cursor.tryConsume('.')) {
            name.append('.').append(cursor.consumeIdentifier("Expected identifier."));
        }
        file.packageName = name.toString();
        cursor.endDeclaration(';', location);
        cursor.close(location);
    }

    private void importStatement(Location root) {
        int at = cursor.token.start;
        int line = cursor.token.startLine;
        int column = cursor.token.startColumn;
        cursor.consume("import");
        var modifier = Import.Modifier.NONE;
        Location location;
        if (cursor.at("option")) {
            if (!file.edition.isAtLeast(Edition.EDITION_2024)) {
                cursor.error("option import is not supported before edition 2024.");
            }
            location = cursor.open(root, OPTION_DEPENDENCY, file.optionImports.size());
            cursor.consume("option");
            modifier = Import.Modifier.OPTION;
        } else {
            location = cursor.open(root, DEPENDENCY, file.imports.size());
            if (!file.optionImports.isEmpty()) {
                cursor.error(
                        "imports should precede any option imports to ensure proto files "
                                + "can roundtrip.");
            }
            if (cursor.at("public")) {
                cursor.openToken(root, PUBLIC_DEPENDENCY, publicImports++);
                cursor.consume("public");
                modifier = Import.Modifier.PUBLIC;
            } else if (cursor.at("weak")) {
                if (file.edition.isAtLeast(Edition.EDITION_2024)) {
                    cursor.error(
                            "weak import is not supported in edition 2024 and above. "
                                    + "Consider using option import instead.");
                }
                cursor.openToken(root, WEAK_DEPENDENCY, weakImports++);
                cursor.consume("weak");
                modifier = Import.Modifier.WEAK;
            }
        }
        location.startAt(line, column);
        String name = cursor.consumeText("Expected a string naming the file to import.");
        var statement = new Import(name, at, modifier);
        if (modifier == Import.Modifier.OPTION) {
            file.optionImports.add(statement);
        } else {
            file.imports.add(statement);
        }
        cursor.endDeclaration(';', location);
        cursor.close(location);
    }
}
